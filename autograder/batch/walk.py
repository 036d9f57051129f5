"""The files in a student's folder that could be work, without following a link."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.names import ARCHIVE, MODULE, NOTEBOOK, clean, is_passed_over, legible
from autograder.text import _

WORK = frozenset({MODULE, NOTEBOOK, ARCHIVE, f"{MODULE}.txt"})
MAX_ENTRIES = 5_000
MAX_DEPTH = 20


@dataclass(frozen=True)
class Found:
    """A file of a student's.

    Attributes:
        path: where it is.
        parts: its path inside the student's folder, part by part, as text.
        modified: when it was last modified, ns since the epoch.
    """

    path: Path
    parts: tuple[str, ...]
    modified: int

    @property
    def name(self) -> str:
        """How messages call it: its path inside the student's folder."""
        return "/".join(clean(part) for part in self.parts)


@dataclass
class Walk:
    """What was found in a folder, and sentences about what was passed over."""

    files: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def walk(folder: Path, endings: Collection[str] = WORK) -> Walk:
    """Return the regular files below a folder whose names end in one of `endings`, in order.

    Links, fifos, sockets and devices are not opened; each of such an ending gets a note. Hidden
    files, caches and environments are passed over, and so is the course's own package.
    """
    result = Walk()
    budget = [MAX_ENTRIES]
    _walk(folder, (), tuple(endings), result, budget)
    if budget[0] < 0:
        result.notes.append(
            _("there are more than {n} files; the rest was not looked at").format(n=MAX_ENTRIES)
        )
    return result


def _walk(
    folder: Path, parts: tuple[str, ...], endings: tuple[str, ...], result: Walk, budget: list[int]
) -> None:
    entries = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                budget[0] -= 1
                if budget[0] < 0:
                    break
                entries.append(entry)
    except OSError as error:
        name = clean(parts[-1] if parts else folder.name)
        result.notes.append(_("{name} cannot be read: {why}").format(name=name, why=error.strerror))
    for entry in sorted(entries, key=lambda entry: entry.name):
        if is_passed_over(entry.name) or entry.name == "autograder":
            continue
        here = (*parts, legible(entry.name))
        work = entry.name.casefold().endswith(endings)
        if entry.is_symlink():
            _note(result, here, _("{name} is a symbolic link; it was not followed"))
        elif entry.is_dir(follow_symlinks=False):
            if len(here) > MAX_DEPTH:
                _note(result, here[-1:], _("{name} lies too deep; it was not looked at"))
            else:
                _walk(Path(entry.path), here, endings, result, budget)
        elif not work:
            continue
        elif entry.is_file(follow_symlinks=False):
            modified = entry.stat(follow_symlinks=False).st_mtime_ns
            result.files.append(Found(Path(entry.path), here, modified))
        else:
            _note(result, here, _("{name} is not a regular file; it was passed over"))


def _note(result: Walk, parts: tuple[str, ...], sentence: str) -> None:
    result.notes.append(sentence.format(name="/".join(clean(part) for part in parts)))
