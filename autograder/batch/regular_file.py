"""Reading what a student handed in: regular files only, of bounded size, and never a hang."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from autograder.errors import CourseError
from autograder.text import _


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a regular file for reading, never a symbolic link, a fifo or a device.

    Args:
        path: the file.
        name: what messages call it.

    Raises:
        CourseError: it is something else, or cannot be read.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            raise CourseError(_("{name} is a symbolic link").format(name=name))
        if not stat.S_ISREG(kind):
            raise CourseError(_("{name} is not a regular file").format(name=name))
        descriptor = os.open(path, flags)
    except OSError as error:
        raise CourseError(
            _("{name} cannot be read: {why}").format(name=name, why=error.strerror)
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CourseError(_("{name} is not a regular file").format(name=name))
        yield file


def read(path: Path, name: str, limit: int) -> bytes:
    """Return a regular file's contents.

    Args:
        path: the file.
        name: what messages call it.
        limit: bytes; a longer one is refused.

    Raises:
        CourseError: it is no regular file, longer, or cannot be read.
    """
    with opened(path, name) as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise CourseError(
                _("{name} cannot be read: {why}").format(name=name, why=error.strerror)
            ) from None
    if len(data) > limit:
        raise CourseError(
            _("{name} is longer than {limit} MB").format(name=name, limit=limit // 1_000_000)
        )
    return data
