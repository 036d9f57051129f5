"""One student's modules, written into a clean folder: what the grader grades, and nothing else."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.handed_in import HandedIn
from autograder.batch.names import (
    ARCHIVE,
    MODULE,
    NOTEBOOK,
    FileName,
    clean,
    file_name,
)
from autograder.batch.regular_file import read
from autograder.batch.unpack import unpack
from autograder.batch.walk import Found, walk
from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.notebook import module_source
from autograder.submission import look_at
from autograder.text import _

MAX_MODULE = 1_000_000
MAX_NOTEBOOK = 50_000_000
MAX_HELPERS = 200
MAX_ZIPS = 10
MAX_NOTES = 20
_NOT_HELPERS = {*NAMES, "autograder"}


@dataclass(frozen=True)
class _Candidate:
    """A file that could be an exercise's module."""

    found: Found
    attempt: int
    is_notebook: bool
    guessed: bool

    @property
    def age(self) -> tuple[int, int, int, bool, str]:
        depth = len(self.found.parts)
        newest = (self.attempt, self.found.modified)
        return (*newest, -depth, not self.is_notebook, self.found.name)


@dataclass(frozen=True)
class _Module:
    """A candidate's source, as it will be graded."""

    candidate: _Candidate
    source: bytes
    notes: tuple[str, ...] = ()


def prepare(handed: HandedIn, folder: Path) -> list[str]:
    """Write a student's modules, and what they import of the student's own, into an empty folder.

    Modules are called after their exercise; a notebook's cells become one. Nothing is run and no
    link is followed. What cannot be used is passed over, with a sentence.

    Args:
        handed: what was handed in.
        folder: an existing, empty folder.

    Returns:
        Sentences about the submission, beginning with those of `handed`.
    """
    with tempfile.TemporaryDirectory(prefix="unpacked-") as scratch:
        files, notes = _files(handed, Path(scratch))
        candidates = _candidates(files, handed)
        modules: dict[str, _Module] = {}
        for exercise in NAMES:
            module = _chosen(exercise, candidates[exercise], notes)
            if module is not None:
                modules[exercise] = module
        folders = {module.candidate.found.parts[:-1] for module in modules.values()}
        helpers = _helpers(files, folders, notes) if modules else {}
        for parts, data in helpers.items():
            _write(folder.joinpath(*parts), data, notes)
        for exercise, module in modules.items():
            (folder / f"{exercise}{MODULE}").write_bytes(module.source)
    if not modules:
        notes.append(
            _("nothing in it is called after an exercise: {names}").format(
                names=", ".join(f"{name}{MODULE}" for name in NAMES)
            )
        )
    return [*handed.notes, *_bounded(notes)]


def _files(handed: HandedIn, scratch: Path) -> tuple[list[Found], list[str]]:
    files: list[Found] = []
    notes: list[str] = []
    own_names = dict(handed.own_names)
    for source in handed.sources:
        name = own_names.get(source, source.name)
        if source.is_dir():
            walked = walk(source)
            files += walked.files
            notes += walked.notes
        elif source.is_symlink() or source.exists():
            files.append(Found(source, (name,), source.lstat().st_mtime_ns))
        else:
            notes.append(_("{name} is no longer there").format(name=clean(name)))
    zips = [found for found in files if _suffix(found) == ARCHIVE]
    for number, archive in enumerate(sorted(zips, key=_newest_first)):
        if number == MAX_ZIPS:
            notes.append(_("more than {n} zips; the rest was not opened").format(n=MAX_ZIPS))
            break
        target = scratch / str(number)
        target.mkdir()
        try:
            notes += [skipped.note for skipped in unpack(archive.path, target)]
        except CourseError as error:
            notes.append(str(error))
            continue
        unpacked = walk(target)
        files += [replace(found, parts=(*archive.parts, *found.parts)) for found in unpacked.files]
        notes += unpacked.notes
    return [found for found in files if _suffix(found) != ARCHIVE], notes


def _newest_first(found: Found) -> tuple[int, str]:
    return -found.modified, found.name


def _suffix(found: Found) -> str:
    return file_name(found.parts[-1]).suffix


def _candidates(files: Sequence[Found], handed: HandedIn) -> dict[str, list[_Candidate]]:
    packages = _packages(files)
    all_of_them = []
    for found in files:
        named = file_name(found.parts[-1])
        if named.exercise and named.suffix in (MODULE, NOTEBOOK):
            all_of_them.append((found, named))
    outside = [pair for pair in all_of_them if pair[0].parts[:-1] not in packages]
    theirs: dict[str, list[_Candidate]] = defaultdict(list)
    others: dict[str, list[_Candidate]] = defaultdict(list)
    for found, named in outside or all_of_them:
        guessed = not _is_theirs(named, handed.student)
        candidate = _Candidate(found, _attempt(found), named.suffix == NOTEBOOK, guessed)
        (others if guessed else theirs)[named.exercise].append(candidate)
    if handed.only and not all_of_them and len(files) == 1:
        is_notebook = _suffix(files[0]) == NOTEBOOK
        others[handed.only] = [_Candidate(files[0], 0, is_notebook, guessed=True)]
    return {exercise: theirs[exercise] or others[exercise] for exercise in NAMES}


def _packages(files: Sequence[Found]) -> set[tuple[str, ...]]:
    return {found.parts[:-1] for found in files if found.parts[-1] == "__init__.py"}


def _attempt(found: Found) -> int:
    folders = [re.fullmatch(r"\d{1,2}", part) for part in found.parts[:-1]]
    numbered = [int(number[0]) for number in folders if number]
    return max([*numbered, *(file_name(part).attempt for part in found.parts)], default=0)


def _is_theirs(named: FileName, student: str) -> bool:
    """Whether a file's name has nothing but exercise, attempt and the student's own name."""
    extra = re.findall(r"[^\W_]+", named.student.casefold())
    own = re.findall(r"[^\W_]+", student.casefold())
    joined = "".join(own)
    return all(word.isdigit() or word in own or word in joined for word in extra)


def _chosen(exercise: str, candidates: Sequence[_Candidate], notes: list[str]) -> _Module | None:
    modules = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.age, reverse=True):
        try:
            modules.append(_module(candidate))
        except CourseError as error:
            notes.append(str(error))
    if not modules:
        return None
    worked_on = [
        module for module in modules if len(modules) > 1 and _is_worked_on(exercise, module)
    ]
    chosen = (worked_on or modules)[0]
    if len(modules) > 1:
        names = ", ".join(module.candidate.found.name for module in modules)
        why = (
            _("{exercise} is there {n} times ({names}); the newest, {name}, counts")
            if chosen is modules[0]
            else _(
                "{exercise} is there {n} times ({names}); {name} counts, newer ones are untouched"
            )
        )
        found = chosen.candidate.found
        notes.append(why.format(exercise=exercise, n=len(modules), names=names, name=found.name))
    elif chosen.candidate.guessed:
        name = chosen.candidate.found.name
        notes.append(_("{name} is taken for {exercise}").format(name=name, exercise=exercise))
    notes += chosen.notes
    return chosen


def _module(candidate: _Candidate) -> _Module:
    found = candidate.found
    if not candidate.is_notebook:
        return _Module(candidate, read(found.path, found.name, MAX_MODULE))
    data = read(found.path, found.name, MAX_NOTEBOOK)
    try:
        notebook = module_source(data)
    except CourseError as error:
        raise CourseError(f"{found.name}: {error}") from None
    source = notebook.source.encode("utf-8")
    if len(source) > MAX_MODULE:
        raise CourseError(
            _("{name} is longer than {limit} MB").format(
                name=found.name, limit=MAX_MODULE // 1_000_000
            )
        )
    return _Module(candidate, source, tuple(f"{found.name}: {note}" for note in notebook.notes))


def _is_worked_on(exercise: str, module: _Module) -> bool:
    with tempfile.TemporaryDirectory(prefix="looked-at-") as folder:
        path = Path(folder) / f"{exercise}{MODULE}"
        path.write_bytes(module.source)
        looked = look_at(path)
    return looked.untouched != frozenset(looked.exercise.functions)


def _helpers(
    files: Sequence[Found], folders: set[tuple[str, ...]], notes: list[str]
) -> dict[tuple[str, ...], bytes]:
    """Return the student's other modules by their place beside the exercises'."""
    helpers: dict[tuple[str, ...], bytes] = {}
    packages = _packages(files)
    for found in sorted(files, key=lambda found: (found.modified, found.name), reverse=True):
        place = _beside_a_module(found.parts, folders)
        if not place[-1].endswith(MODULE) or place[0].removesuffix(MODULE) in _NOT_HELPERS:
            continue
        if place[-1].removesuffix(MODULE) in NAMES and found.parts[:-1] not in packages:
            continue
        if place in helpers:
            notes.append(_("{name} is there twice; the newer counts").format(name=found.name))
        elif len(helpers) == MAX_HELPERS:
            notes.append(
                _("more than {n} further modules; the rest was left out").format(n=MAX_HELPERS)
            )
            break
        else:
            try:
                helpers[place] = read(found.path, found.name, MAX_MODULE)
            except CourseError as error:
                notes.append(str(error))
    return helpers


def _beside_a_module(parts: tuple[str, ...], folders: set[tuple[str, ...]]) -> tuple[str, ...]:
    inside = (length for length in range(len(parts) - 1, -1, -1) if parts[:length] in folders)
    return parts[next(inside, 0) :]


def _write(target: Path, data: bytes, notes: list[str]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        notes.append(
            _("{name} is both a file and a folder; it was left out").format(name=clean(target.name))
        )


def _bounded(notes: Sequence[str]) -> Iterator[str]:
    different = list(dict.fromkeys(notes))
    yield from different[:MAX_NOTES]
    if len(different) > MAX_NOTES:
        yield _("… and {n} more notes").format(n=len(different) - MAX_NOTES)
