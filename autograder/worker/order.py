"""What the judge tells the process that makes workers: one worker's place, limits and level."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

from autograder.worker.limits import Limits


@dataclass(frozen=True)
class Order:
    """One worker.

    Attributes:
        root: the folder of the student's modules, or None for a worker without any.
        folder: an empty folder of its own.
        limits: what it may take.
        sealed: whether it is sealed off before it imports anything of the student's.
        in_room: whether it is in namespaces of its own, in a root file system of its own; the
            paths above are then the ones there.
    """

    root: str | None
    folder: str
    limits: Limits
    sealed: bool
    in_room: bool = False

    @property
    def watched(self) -> str | None:
        """The folder whose size must be watched: no file system of its own limits it."""
        return self.folder if self.sealed and not self.in_room else None


def packed(order: Order) -> bytes:
    """Return the order as bytes."""
    return json.dumps(dataclasses.asdict(order)).encode()


def unpacked(data: bytes) -> Order:
    """Return the order that `packed` made `data` of."""
    fields = json.loads(data)
    return Order(**{**fields, "limits": Limits(**fields["limits"])})
