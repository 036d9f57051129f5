"""What a keeper must watch where no file system of its own bounds a worker: files and threads.

A worker can make trees deeper than any path is long, folders that nobody may read, and files that
have no name any more; all of them count, and all of them are gone at the end.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Iterator
from pathlib import Path

MAX_THREADS = 512 + 8 * (os.cpu_count() or 1)  # TensorFlow starts some for each processor
MAX_FILES = 5_000


def takes_too_much(folder: str, worker: int, limit: int) -> bool:
    """Return whether a worker's files are too many, or larger together than `limit` bytes.

    Args:
        folder: where it may write. What cannot be looked at there is too much.
        worker: its pid; files that only it can reach, because it has them open, count too.
        limit: in bytes.
    """
    size = _size_of_nameless(worker)
    try:
        for count, entry in enumerate(_everything(folder)):
            size += _size(entry.path)
            if count >= MAX_FILES or size > limit:
                return True
    except OSError:
        return True
    return size > limit


def _everything(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield all that lies in a folder and below it; raises OSError where it cannot be read."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    yield entry
        except (FileNotFoundError, NotADirectoryError):  # removed meanwhile
            continue


def _size(path: str, *, follow: bool = False) -> int:
    try:
        return os.stat(path, follow_symlinks=follow).st_blocks * 512
    except FileNotFoundError:
        return 0


def _size_of_nameless(worker: int) -> int:
    """Return the bytes of the files that a process has open and that have no name any more."""
    sizes = {}
    with contextlib.suppress(OSError), os.scandir(f"/proc/{worker}/fd") as descriptors:
        for descriptor in descriptors:
            with contextlib.suppress(OSError):
                found = os.stat(descriptor.path)
                if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                    sizes[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(sizes.values())


def thread_count(worker: int) -> int:
    """Return how many threads a process has; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        return int(fields[17])
    except (OSError, ValueError, IndexError):
        return 0


def empty(folder: str) -> None:
    """Remove all that lies in a folder, however deep its folders are and whatever their modes.

    Every folder is first moved up to where its path is short.
    """
    numbers = itertools.count()
    with contextlib.suppress(OSError):
        os.chmod(folder, 0o700)
        while inner := [name for name in os.listdir(folder) if _is_folder(f"{folder}/{name}")]:
            for name in inner:
                _dissolve(f"{folder}/{name}", folder, numbers)
        for name in os.listdir(folder):
            os.unlink(f"{folder}/{name}")


def _dissolve(inner: str, folder: str, numbers: Iterator[int]) -> None:
    """Remove a folder; what lies in it is removed, or, where it is a folder, moved to `folder`."""
    os.chmod(inner, 0o700)
    for name in os.listdir(inner):
        path = f"{inner}/{name}"
        if _is_folder(path):
            os.chmod(path, 0o700)  # its own entry ".." changes
            os.rename(path, _free(folder, numbers))
        else:
            os.unlink(path)
    os.rmdir(inner)


def _free(folder: str, numbers: Iterator[int]) -> str:
    """Return a path in a folder at which nothing is."""
    return next(path for n in numbers if not os.path.lexists(path := f"{folder}/{n}"))


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)
