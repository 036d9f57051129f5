"""A worker in the judge's own process: breakpoints and prints work, nothing is sealed off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.records.wire import pack, unpack
from autograder.worker.environment import be_quiet, collect_garbage_rarely
from autograder.worker.host import Host
from autograder.worker.interface import Used
from autograder.worker.load import forget_modules


class InProcessWorker:
    """Answers requests in this process, through the same bytes as another process would."""

    def __init__(self, root: Path | None, folder: Path) -> None:
        be_quiet()
        collect_garbage_rarely()
        self.used = Used()
        self.host = Host(root, folder)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to `request`."""
        return unpack(self.host.answer(pack(request)))

    @property
    def gone(self) -> bool:
        """Whether it was ended: never, here."""
        return False

    def start_clock(self) -> None:
        """Nothing limits the time here: Ctrl-C does."""

    def take_output(self) -> str:
        """Return "": what is printed here is on the screen already."""
        return ""

    def close(self) -> None:
        """Forget the student's modules."""
        if self.host.root is not None:
            forget_modules(self.host.root)
