"""Who handed in what: a folder, a zip or an LMS's download, taken apart by student."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.batch.lms import METADATA, LmsName, Submitted, gradescope, lms_name
from autograder.batch.names import (
    ARCHIVE,
    MODULE,
    NOTEBOOK,
    clean,
    file_name,
    is_passed_over,
    uploaded_name,
    without_attempt,
)
from autograder.batch.unpack import OF_A_CLASS, is_work, unpack
from autograder.batch.walk import walk
from autograder.errors import CourseError
from autograder.text import _

_INSIDE_A_SUBMISSION = {
    *("exercises", "exercise", "notebooks", "notebook", "src", "code", "work"),
    *("submission", "submissions", "assignment", "homework", "solution", "solutions"),
    *("과제", "실습", "제출"),
}


@dataclass(frozen=True)
class HandedIn:
    """One student's submission, where it lies.

    Attributes:
        student: who handed it in, one line, unique among the submissions.
        sources: folders, zips, modules and notebooks that make it up; may be empty.
        notes: sentences about it: which attempt counts, what was not looked at.
        lms: ids that the LMS's names gave, as ``{"moodle": "12345"}``.
        own_names: those sources that in the submission have another name, and that name.
        only: the exercise that is asked for where it is one, else "": a submission's only file is
            taken for it, whatever its name.
    """

    student: str
    sources: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    lms: dict[str, str] = field(default_factory=dict)
    own_names: tuple[tuple[Path, str], ...] = ()
    only: str = ""


@dataclass(frozen=True)
class _Entry:
    """What lies in the class's folder, and is to be laid at a student's door."""

    name: str
    path: Path | None
    is_folder: bool = False
    note: str = ""


@dataclass(frozen=True)
class _Piece:
    """What one student handed in, as one file or folder of it."""

    student: str
    entry: _Entry
    own_name: str = ""
    attempt: int = 0
    created: str = ""
    lms: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    understood: bool = True

    @property
    def key(self) -> tuple[str, str]:
        for lms in ("moodle", "canvas", "canvas_anonymous", "sid", "email"):
            if lms in self.lms:
                return lms, self.lms[lms]
        return "", self.student


def handed_in(
    submissions: Path, exercises: Sequence[str], scratch: Path | None = None
) -> list[HandedIn]:
    """Return who handed in what, by student's name.

    Args:
        submissions: a folder of folders, zips, modules or notebooks of many students, one
            student's folder, one module, one notebook, a zip of any of these, or an LMS's
            download (Moodle, Canvas, Gradescope).
        exercises: the names of the exercises that are asked for. Where it is one, a file of any
            name is taken for it, and the name for the student's.
        scratch: an empty folder that a zip of the whole class is unpacked to, needed as long as
            the sources are; without it, a temporary one that goes when the process ends.

    Raises:
        CourseError: nothing there is understood as a submission; the text says what would be.
    """
    submissions = submissions.absolute()
    if not submissions.exists():
        raise CourseError(_("there is nothing at {path}").format(path=submissions))
    try:
        everyone = _everyone(submissions, exercises, scratch)
    except OSError as error:
        raise CourseError(
            _("{path} cannot be read: {why}").format(path=submissions, why=error.strerror)
        ) from None
    return [replace(handed, only=_the_only(exercises)) for handed in everyone]


def _everyone(submissions: Path, exercises: Sequence[str], scratch: Path | None) -> list[HandedIn]:
    if submissions.is_dir():
        return _in_folder(_opened_export(submissions), submissions.name, exercises)
    if submissions.suffix.casefold() == ARCHIVE:
        return _in_zip(submissions, exercises, scratch or _temporary_folder())
    return _in_file(submissions, exercises)


def _in_file(path: Path, exercises: Sequence[str]) -> list[HandedIn]:
    named = file_name(path.name)
    exercise = named.exercise or _the_only(exercises)
    if named.suffix not in (MODULE, NOTEBOOK) or not exercise:
        raise _nothing_understood(path)
    own_name = f"{exercise}{named.suffix}"
    student = named.student or clean(path.parent.name)
    return [HandedIn(student, (path,), own_names=((path, own_name),))]


def _in_zip(path: Path, exercises: Sequence[str], scratch: Path) -> list[HandedIn]:
    folder = scratch / "class"
    folder.mkdir(parents=True)
    skipped = unpack(path, folder, OF_A_CLASS, _wanted_of_a_class)
    student = uploaded_name(path.stem)[0]
    below = sorted(folder.iterdir())
    while len(below) == 1 and below[0].is_dir() and not lms_name(below[0].name, True):
        inner = below[0]
        if not _is_inside_a_submission(inner.name) and _is_one_student(_entries(inner), exercises):
            break
        folder, below = inner, sorted(inner.iterdir())
    inside = "".join(f"{part}/" for part in folder.relative_to(scratch / "class").parts)
    lost = []
    for skip in skipped:
        first, slash, _rest = skip.name.removeprefix(inside).partition("/")
        if first not in ("", ".", "..") and not is_passed_over(first):
            lost.append(_Entry(first, None, bool(slash), skip.note))
    return _in_folder(folder, student, exercises, lost)


def _wanted_of_a_class(name: str) -> bool:
    return is_work(name) or name.casefold().endswith(ARCHIVE) or name == METADATA


def _opened_export(folder: Path) -> Path:
    """Return Gradescope's folder where only that lies in `folder`."""
    below = [path for path in folder.iterdir() if not is_passed_over(path.name)]
    if len(below) == 1 and below[0].name.startswith("assignment_"):
        return below[0] if (below[0] / METADATA).is_file() else folder
    return folder


def _in_folder(
    folder: Path, student: str, exercises: Sequence[str], lost: Sequence[_Entry] = ()
) -> list[HandedIn]:
    entries = _entries(folder)
    listed = gradescope(folder)
    if not listed and _is_one_student(entries, exercises):
        return [HandedIn(clean(student), (folder,), tuple(entry.note for entry in lost))]
    pieces = [
        piece
        for entry in [*entries, *lost]
        for piece in _pieces(entry, exercises, listed, clean(student))
    ]
    if not any(piece.understood for piece in pieces):
        raise _nothing_understood(folder)
    return _by_student(pieces, exercises)


def _entries(folder: Path) -> list[_Entry]:
    with os.scandir(folder) as listing:
        found = sorted(listing, key=lambda entry: entry.name)
    return [
        _Entry(entry.name, None, note=_("it is a symbolic link, which is not followed"))
        if entry.is_symlink()
        else _Entry(entry.name, Path(entry.path), entry.is_dir())
        for entry in found
        if not is_passed_over(entry.name)
    ]


def _is_one_student(entries: Sequence[_Entry], exercises: Sequence[str]) -> bool:
    """Whether a folder of these entries is one student's, not a class's."""
    if any(lms_name(entry.name, entry.is_folder) for entry in entries):
        return False
    if {"autograder", "exercises"} <= {entry.name for entry in entries}:
        return True  # the whole course
    files = [file_name(entry.name) for entry in entries if not entry.is_folder]
    works = [named for named in files if named.exercise and named.suffix in (MODULE, NOTEBOOK)]
    folders = [entry for entry in entries if entry.is_folder and _holds_work(entry, exercises)]
    students = [entry for entry in folders if not _is_inside_a_submission(entry.name)]
    if any(not named.student for named in works):
        return len(students) < 2
    others = works or any(named.suffix == ARCHIVE for named in files)
    return bool(folders) and not students and not others


def _is_inside_a_submission(name: str) -> bool:
    named = file_name(name)
    whole = without_attempt(clean(name).casefold())[0]
    return not whole or whole in _INSIDE_A_SUBMISSION or bool(named.exercise and not named.student)


def _holds_work(entry: _Entry, exercises: Sequence[str]) -> bool:
    if entry.path is None:
        return False
    files = [file_name(found.parts[-1]) for found in walk(entry.path).files]
    any_name = bool(_the_only(exercises))
    return any(named.exercise or named.suffix == ARCHIVE or any_name for named in files)


def _pieces(
    entry: _Entry, exercises: Sequence[str], listed: dict[str, Submitted], owner: str
) -> Iterator[_Piece]:
    if entry.name in listed:
        yield from _of_gradescope(entry, listed[entry.name])
    elif named := lms_name(entry.name, entry.is_folder):
        yield _of_an_lms(entry, named)
    elif entry.is_folder:
        student, attempt = without_attempt(clean(entry.name))
        yield _Piece(student, entry, attempt=attempt, understood=_holds_work(entry, exercises))
    else:
        yield from _of_a_file(entry, exercises, owner)


def _of_gradescope(entry: _Entry, submitted: Submitted) -> Iterator[_Piece]:
    for person in submitted.submitters:
        others = [other.student for other in submitted.submitters if other is not person]
        together = _("handed in together with {names}").format(names=", ".join(others))
        yield _Piece(
            person.student,
            entry,
            created=submitted.created,
            lms=person.ids,
            notes=(together,) if others else (),
        )


def _of_an_lms(entry: _Entry, named: LmsName) -> _Piece:
    notes = (named.note,) if named.note else ()
    if not named.is_file:
        return _Piece(named.student, replace(entry, path=None), lms=named.ids, notes=notes)
    own_name, attempt = uploaded_name(named.own_name) if named.own_name else ("", 0)
    file = file_name(named.own_name)
    if file.exercise and file.suffix in (MODULE, NOTEBOOK):
        own_name = f"{file.exercise}{file.suffix}"
    attempt = file.attempt or attempt
    return _Piece(named.student, entry, own_name, attempt, lms=named.ids, notes=notes)


def _of_a_file(entry: _Entry, exercises: Sequence[str], owner: str) -> Iterator[_Piece]:
    named = file_name(entry.name)
    exercise = named.exercise or _the_only(exercises)
    student = named.student or owner
    if named.suffix == ARCHIVE:
        own_name = f"{named.exercise}{ARCHIVE}" if named.exercise else ""
        yield _Piece(student, entry, own_name, named.attempt)
    elif named.suffix in (MODULE, NOTEBOOK) and exercise:
        yield _Piece(student, entry, f"{exercise}{named.suffix}", named.attempt)
    elif named.suffix in (MODULE, NOTEBOOK):
        yield _Piece(student, entry, clean(entry.name), understood=False)
    elif entry.path is None and not named.suffix:
        yield _Piece(student, entry, understood=False)


def _by_student(pieces: Sequence[_Piece], exercises: Sequence[str]) -> list[HandedIn]:
    groups: dict[tuple[str, str], list[_Piece]] = defaultdict(list)
    for piece in _with_helpers_at_their_students(pieces):
        groups[piece.key].append(piece)
    names = _unique_names({key: group[0].student for key, group in groups.items()})
    together = [_together(names[key], group, exercises) for key, group in groups.items()]
    return sorted(together, key=lambda handed: handed.student)


def _with_helpers_at_their_students(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Lay ``kim_tools.py`` at kim's door where there is a kim."""
    students = sorted({piece.student for piece in pieces if piece.understood}, key=len)
    for piece in pieces:
        whose = [
            student
            for student in students
            if not piece.understood and re.match(re.escape(student) + r"[\s_\-]", piece.own_name)
        ]
        if whose:
            own_name = piece.own_name[len(whose[-1]) + 1 :].strip(" _-")
            yield replace(piece, student=whose[-1], own_name=own_name, understood=True)
        else:
            yield piece


def _unique_names(names: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    counts = Counter(names.values())
    unique: dict[tuple[str, str], str] = {}
    for (lms, number), name in sorted(names.items(), key=lambda item: (item[0][0], item[0][1])):
        shown = f"{name} ({number})" if lms and counts[name] > 1 else name
        while shown in unique.values():
            shown += " (2)"
        unique[lms, number] = shown
    return unique


def _together(student: str, pieces: Sequence[_Piece], exercises: Sequence[str]) -> HandedIn:
    notes = [note for piece in pieces for note in (*piece.notes, piece.entry.note) if note]
    sources: list[Path] = []
    own_names: list[tuple[Path, str]] = []
    attempts: dict[str, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.entry.path is not None:
            attempts[piece.own_name].append(piece)
    for own_name, several in sorted(attempts.items()):
        last = several[0] if len(several) == 1 else max(several, key=_latest)
        if len(several) > 1:
            notes.append(_which_counts(several, last))
        assert last.entry.path is not None
        sources.append(last.entry.path)
        if own_name and own_name != last.entry.name:
            own_names.append((last.entry.path, own_name))
        if not last.understood and not last.entry.is_folder:
            notes.append(_("{name} is not called after an exercise").format(name=own_name))
    lms = {name: value for piece in pieces for name, value in piece.lms.items()}
    return HandedIn(student, tuple(sources), tuple(dict.fromkeys(notes)), lms, tuple(own_names))


def _the_only(exercises: Sequence[str]) -> str:
    return exercises[0] if len(exercises) == 1 else ""


def _latest(piece: _Piece) -> tuple[int, str, int, str]:
    path = piece.entry.path
    assert path is not None
    modified = path.lstat().st_mtime_ns
    if piece.entry.is_folder:
        modified = max((found.modified for found in walk(path).files), default=modified)
    return piece.attempt, piece.created, modified, piece.entry.name


def _which_counts(attempts: Sequence[_Piece], last: _Piece) -> str:
    names = ", ".join(clean(piece.entry.name) for piece in attempts)
    return _("handed in {n} times ({names}); the last, {name}, counts").format(
        n=len(attempts), names=names, name=clean(last.entry.name)
    )


def _nothing_understood(path: Path) -> CourseError:
    return CourseError(
        _(
            "no submission was found at {path}: put there a folder or a zip for each student, or "
            "files called after student and exercise, as kim_preprocess.py, or what Moodle, Canvas "
            "or Gradescope let you download"
        ).format(path=path)
    )


def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="submissions-"))
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder
