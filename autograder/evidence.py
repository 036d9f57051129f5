"""What checks see of misconceptions, kept where every judge of a batch finds it.

It is the same for every student, and working it out takes a training or two: a class pays once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.records.wire import WireError, pack, unpack

_folder: Path | None = None


def share_in(folder: Path) -> None:
    """Keep evidence in `folder` from now on, in this process and those that are forked from it."""
    global _folder
    _folder = folder


def shared(key: tuple[str | int, ...], work_out: Callable[[], Any]) -> Any:
    """Return what another judge has worked out, or else what `work_out` returns.

    Args:
        key: what the evidence depends on.
        work_out: returns plain data; what cannot be written down is worked out by every judge.
    """
    if _folder is None:
        return work_out()
    path = _folder / hashlib.sha256(repr(key).encode()).hexdigest()
    with contextlib.suppress(OSError, WireError):
        return unpack(path.read_bytes())
    evidence = work_out()
    with contextlib.suppress(OSError, WireError):
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pack(evidence))
        unfinished.replace(path)
    return evidence
