"""System calls that Python's library does not have, with errors as `OSError`."""

from __future__ import annotations

import ctypes
import os
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)


def call(function: str, *arguments: Any) -> int:
    """Call a function of the C library; integers are passed as `long`, text as bytes.

    Raises:
        OSError: it returned -1.
    """
    given = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    foreign = getattr(_LIBC, function)
    foreign.restype = ctypes.c_long
    returned = foreign(*given)
    if ctypes.c_int(returned).value == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")
    return int(returned)


def system_call(number: int, *arguments: Any) -> int:
    """Make a system call by its number; raises `OSError` as `call` does."""
    return call("syscall", number, *arguments)
