"""Limits on what a worker may take."""

from __future__ import annotations

import contextlib
import functools
import resource
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What a worker may take.

    Attributes:
        seconds: wall time for one check.
        total_seconds: wall time for all checks of a submission together.
        cpu_seconds: processor time for one check, of all threads together (Linux).
        memory: bytes that it may allocate beyond what it has at the start.
        file_size: bytes that one file may grow to.
        disk: bytes that its files may have together, at the level ``"sandbox"``.
        open_files: how many files may be open at once.
    """

    seconds: float = 120.0
    total_seconds: float = 900.0
    cpu_seconds: float = 20.0
    memory: int = 4 * 2**30
    file_size: int = 128 * 2**20
    disk: int = 256 * 2**20
    open_files: int = 256

    @classmethod
    def for_cpu_seconds(cls, cpu_seconds: float, **others: int) -> Limits:
        """Return limits in proportion: much of what is waited for is other processes' time."""
        return cls(
            seconds=6 * cpu_seconds,
            total_seconds=45 * cpu_seconds,
            cpu_seconds=cpu_seconds,
            **others,
        )


def set_limits(limits: Limits) -> None:
    """Set this process's resource limits, soft and hard, before it imports student code."""
    be_the_first_to_go()
    _lower(resource.RLIMIT_CORE, 1)  # 0 would still start a program that collects dumps
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    if (present := address_space()) is not None:
        _lower(resource.RLIMIT_AS, present + limits.memory)


def be_the_first_to_go() -> None:
    """Let the system end this process, and its children, before others where memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _lower(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (value, value))


@functools.cache
def address_space() -> int | None:
    """Return the bytes of address space in use when first asked, here or before a fork.

    None where the system does not tell.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * resource.getpagesize()
