"""Limits on what a worker may take, set by itself before it imports anything of a student's."""

from __future__ import annotations

import contextlib
import resource
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What a worker may take.

    Attributes:
        seconds: wall time for one check.
        memory: bytes that it may allocate beyond what it has at the start.
        file_size: bytes that one file may grow to.
        open_files: how many files may be open at once.
    """

    seconds: float = 60.0
    memory: int = 4 * 2**30
    file_size: int = 512 * 2**20
    open_files: int = 256


def set_limits(limits: Limits) -> None:
    """Set this process's resource limits, soft and hard."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    if (present := _address_space()) is not None:
        _lower(resource.RLIMIT_AS, present + limits.memory)


def _lower(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (value, value))


def _address_space() -> int | None:
    """Return the bytes of address space in use; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * resource.getpagesize()
