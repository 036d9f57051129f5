"""What the judge may ask of files, in the worker: the judge itself touches none of them.

A path leads from the folder that student code stands in; see `host.Host`.
"""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterator
from pathlib import Path

MAX_BYTES = 64 * 2**20
MAX_FILES = 10_000


def make_folder(path: str) -> None:
    """Make a new folder; the one that it lies in is there."""
    os.mkdir(path)


def names(folder: str) -> list[str]:
    """Return the names of what lies in a folder, whatever it is, in order; none if none is there.

    At most `MAX_FILES` of them.
    """
    return sorted(listed(folder))


def listed(folder: str) -> list[str]:
    """Return the names in the order in which the folder has them, as `os.listdir` does."""
    return [_readable(entry.name) for entry in itertools.islice(_entries(folder), MAX_FILES)]


def files(folder: str) -> dict[str, int]:
    """Return the size in bytes of every regular file in a folder and below it.

    No symbolic link is followed, and at most `MAX_FILES` are found.

    Returns:
        The sizes by name relative to `folder`, with ``/`` between the parts, in order.
    """
    found: dict[str, int] = {}
    waiting = [("", folder)]
    while waiting:
        prefix, place = waiting.pop()
        for entry in _entries(place):
            if len(found) + len(waiting) >= MAX_FILES:
                break
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{prefix}{_readable(entry.name)}/", entry.path))
            elif entry.is_file(follow_symlinks=False):
                size = entry.stat(follow_symlinks=False).st_size
                found[f"{prefix}{_readable(entry.name)}"] = size
    return dict(sorted(found.items()))


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (OSError, ValueError):
        return


def _readable(name: str) -> str:
    """Return a file's name with a replacement for every byte that is not UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def is_file(path: str) -> bool:
    """Return whether there is a regular file, or a link to one."""
    return os.path.isfile(path)


def read_file(path: str) -> bytes | None:
    """Return what a regular file holds; None where there is none, or more than `MAX_BYTES`."""
    at_once = getattr(os, "O_NONBLOCK", 0)  # nobody may ever write into a fifo
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | at_once)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None
    return content if len(content) <= MAX_BYTES else None


def write_file(path: str, content: bytes) -> None:
    """Write a file, in place of an older one."""
    Path(path).write_bytes(content)


def put_back(path: str) -> None:
    """Take a file out of its folder and put it in again: many folders list it elsewhere then."""
    aside = f"{path}.aside"
    os.rename(path, aside)
    os.rename(aside, path)


def set_modified(path: str, seconds: float) -> None:
    """Set when a file was last modified, in seconds since 1970."""
    if os.utime not in os.supports_fd:
        os.utime(path, (seconds, seconds))
        return
    with open(path, "rb") as file:  # a sealed worker may have no right to do it by a path
        os.utime(file.fileno(), (seconds, seconds))


def real_path(path: str) -> str:
    """Return where a path leads from the folder in which the student's code runs."""
    return os.path.realpath(path)


def fetch(path: str) -> dict[str, bytes]:
    """Return a file, or a folder's files, or those of the TensorFlow checkpoint of this prefix.

    Returns:
        What they hold, by name relative to the folder in which `path` lies; nothing where there
        is nothing.

    Raises:
        OSError: they hold more than `MAX_BYTES` together.
    """
    folder, name = os.path.split(path)
    wanted = [name, *(f"{name}/{inner}" for inner in files(path))]
    wanted += [other for other in names(folder) if _is_part_of_checkpoint(other, name)]
    found: dict[str, bytes] = {}
    total = 0
    for relative in wanted:
        content = read_file(os.path.join(folder, relative))
        if content is not None:
            found[relative] = content
            total += len(content)
        if total > MAX_BYTES:
            raise OSError("the files at this path are larger than anything that the course saves")
    return found


def _is_part_of_checkpoint(file: str, prefix: str) -> bool:
    return file == f"{prefix}.index" or file.startswith(f"{prefix}.data-")


def put(folder: str, contents: dict[str, bytes]) -> None:
    """Write what `fetch` returned into a folder, and nowhere else.

    Raises:
        OSError: a name leads out of the folder.
    """
    for name, content in contents.items():
        path = Path(folder, name)
        if ".." in path.parts or not path.is_relative_to(folder) or path == Path(folder):
            raise OSError("a file's name leads out of its folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


FILE_OPERATIONS = (
    make_folder,
    names,
    listed,
    files,
    is_file,
    read_file,
    write_file,
    put_back,
    set_modified,
    real_path,
    fetch,
    put,
)
