"""What every kind of worker is to the judge, however it is sealed off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Used:
    """What a worker took until it was closed.

    Attributes:
        cpu_seconds: processor time of all its threads.
        memory: bytes in memory at most, those of Python and TensorFlow among them.
    """

    cpu_seconds: float = 0.0
    memory: int = 0


class Worker(Protocol):
    """Something that answers requests about one submission: see `worker.host.Host`."""

    used: Used

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer; raise `WorkerStopped` where none comes."""

    @property
    def gone(self) -> bool:
        """Whether it was ended and can answer no more."""

    def start_clock(self) -> None:
        """Count the time limit from now."""

    def take_output(self) -> str:
        """Return what was printed since the last call, if it is not on the screen already."""

    def close(self) -> None:
        """End it and everything that it started."""


class WorkerStopped(Exception):
    """The worker gives no answer any more.

    Args:
        kind: ``time``, ``memory``, ``died`` or ``garbled``.
        problem: what happened, in one sentence.
    """

    def __init__(self, kind: str, problem: str) -> None:
        super().__init__(problem)
        self.kind = kind
        self.problem = problem
