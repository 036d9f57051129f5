"""Unpacking a zip that nobody has read: it can lie about everything, and writes nowhere else."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from autograder.batch.names import MODULE, NOTEBOOK, clean, decoded, is_passed_over
from autograder.batch.regular_file import opened
from autograder.errors import CourseError
from autograder.text import _

_CHUNK = 65_536
_SMALL = 1_000_000
_MAX_RATIO = 200
_MAX_DEPTH = 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without any limit
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OverflowError)


@dataclass(frozen=True)
class Limits:
    """How much a zip may hold.

    Attributes:
        members: how many files that are wanted.
        total: bytes, unpacked, of all files that are wanted.
        one: bytes, unpacked, of one.
        directory: bytes of the zip's own list of its members.
    """

    members: int = 2_000
    total: int = 50_000_000
    one: int = 50_000_000
    directory: int = 4_000_000


OF_A_STUDENT = Limits()
OF_A_CLASS = Limits(members=200_000, total=4_000_000_000, directory=64_000_000)


@dataclass(frozen=True)
class Skipped:
    """A member that was wanted and not unpacked.

    Attributes:
        name: its path in the zip, as text.
        note: one sentence that names it and says why.
    """

    name: str
    note: str


class ZipRefused(CourseError):
    """Nothing of the zip can be used; the text says why."""


class _TooLarge(Exception):
    """A member unpacks to more than it may."""


def is_work(name: str) -> bool:
    """Whether a student's file of this name is wanted: a module or a notebook."""
    return name.casefold().endswith((MODULE, NOTEBOOK, f"{MODULE}.txt"))


def unpack(
    archive: Path,
    folder: Path,
    limits: Limits = OF_A_STUDENT,
    wanted: Callable[[str], bool] = is_work,
) -> list[Skipped]:
    """Unpack those members of a zip that are wanted and harmless into an empty folder.

    What is not wanted is not decompressed; a zip in a zip stays one. Sizes are counted while
    unpacking, whatever the zip says of them. Files keep their time (taken as UTC).

    Args:
        archive: the zip.
        folder: an existing, empty folder; emptied again where the zip is refused.
        limits: how much it may hold.
        wanted: whether a file of this name is to be unpacked.

    Returns:
        What was passed over though it was wanted, each with the reason.

    Raises:
        ZipRefused: it is not a zip, is damaged, or holds too much.
        CourseError: `archive` is no regular file or cannot be read.
        OSError: `folder` cannot be written to.
    """
    name = clean(archive.name)
    with opened(archive, name) as file:
        try:
            return _unpack(file, name, folder, limits, wanted)
        except ZipRefused:
            _empty(folder)
            raise
        except _DAMAGED:
            _empty(folder)
            raise ZipRefused(_("{name} is not a zip that can be read").format(name=name)) from None


def _unpack(
    file: BinaryIO, name: str, folder: Path, limits: Limits, wanted: Callable[[str], bool]
) -> list[Skipped]:
    with zipfile.ZipFile(cast("IO[bytes]", _BoundedReads(file, limits.directory))) as archive:
        members, skipped = _wanted_members(archive, wanted)
        if len(members) > limits.members:
            raise ZipRefused(
                _("{name} holds more than {n} files; none was used").format(
                    name=name, n=limits.members
                )
            )
        left = limits.total
        for path, member in members.items():
            problem = _problem(path, member)
            if not problem:
                written, problem = _write(archive, member, folder, path, min(left, limits.one))
                left -= written
            if left <= 0:
                raise ZipRefused(
                    _("{name} unpacks to more than {limit} MB; nothing in it was used").format(
                        name=name, limit=limits.total // 1_000_000
                    )
                )
            if problem:
                skipped.append(Skipped(path, problem.format(name=clean(path.replace("/", " / ")))))
    return skipped


class _BoundedReads:
    """A zip whose single reads are bounded: the list of members is read in one."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self.tell = file.tell
        self.seekable = file.seekable

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError:
            raise zipfile.BadZipFile("it points to a place before its beginning") from None

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self._limit:
            size_left = os.fstat(self._file.fileno()).st_size - self._file.tell()
            if size_left > self._limit:
                raise zipfile.BadZipFile("its list of members is longer than any honest one")
        return self._file.read(size)


def _wanted_members(
    archive: zipfile.ZipFile, wanted: Callable[[str], bool]
) -> tuple[dict[str, zipfile.ZipInfo], list[Skipped]]:
    members: dict[str, zipfile.ZipInfo] = {}
    skipped = []
    for member in archive.infolist():
        path = member_path(member)
        parts = path.split("/")
        if not wanted(parts[-1]) or any(is_passed_over(part) for part in parts if part != ".."):
            continue
        if path in members:
            note = _("{name} is in the zip twice; the last one counts")
            skipped.append(Skipped(path, note.format(name=clean(path))))
        members[path] = member
    return members, skipped


def member_path(member: zipfile.ZipInfo) -> str:
    """Return a member's path as text, composed (NFC), with ``/`` between its parts."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        with contextlib.suppress(UnicodeDecodeError):
            name = decoded(raw)
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def _problem(path: str, member: zipfile.ZipInfo) -> str:
    parts = path.split("/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if any(unicodedata.category(character)[0] == "C" for character in path):
        return _("{name} has a name with control characters; it was passed over")
    if path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path):
        return _("{name} leads out of the folder; it was passed over")
    if len(parts) > _MAX_DEPTH or any(len(os.fsencode(part)) > 255 for part in parts):
        return _("{name} has a name that is too long; it was passed over")
    if stat.S_ISLNK(kind):
        return _("{name} is a symbolic link; it was not followed")
    if kind not in (0, stat.S_IFREG):
        return _("{name} is not a regular file; it was passed over")
    if member.flag_bits & _ENCRYPTED:
        return _("{name} is encrypted; hand it in without a password")
    if member.compress_type not in _METHODS:
        return _("{name} is packed in an unusual way; pack it as an ordinary zip")
    return ""


def _write(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, path: str, limit: int
) -> tuple[int, str]:
    target = folder.joinpath(*(part for part in path.split("/") if part not in ("", ".")))
    written = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("xb") as unpacked:
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                if written > limit or written > max(_SMALL, _MAX_RATIO * member.compress_size):
                    raise _TooLarge
                unpacked.write(chunk)
        os.utime(target, (_modified(member), _modified(member)))
        return written, ""
    except _TooLarge:
        target.unlink()
        return written, _("{name} unpacks to far more than it should; it was passed over")
    except _DAMAGED:
        target.unlink(missing_ok=True)
        return written, _("{name} is damaged in the zip; it was passed over")
    except OSError as error:
        if error.errno not in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG):
            raise
        return written, _("{name} is both a file and a folder in the zip; it was passed over")


def _modified(member: zipfile.ZipInfo) -> int:
    try:
        return max(0, timegm((*member.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
