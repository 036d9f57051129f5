"""Whose a file in an LMS's download is, for ``nbgrader zip_collect``."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import FileNameCollectorPlugin

from autograder.batch.lms import lms_name
from autograder.batch.names import NOTEBOOK, clean, file_name, is_passed_over, without_attempt
from autograder.exercises import exercise
from autograder.nbgrader import source_notebooks

EXTRACTED = "extracted"


@dataclass(frozen=True)
class Handed:
    """A notebook in a download: whose it is, which one, and which attempt."""

    student: str
    notebook: str
    attempt: int
    lms_ids: tuple[str, ...] = ()


class LmsCollector(FileNameCollectorPlugin):
    """Understands the names of Moodle and Canvas, and a folder or zip for each student.

    A student is the one in the gradebook who has the LMS's number, or the name; where there is
    none, the name is the id. Of several attempts the last one is collected.
    """

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return whose the file is and what it is called, or None if it is not collected."""
        path = Path(submitted_file)
        root = _extracted(path)
        handed = handed_in(path.relative_to(root))
        if handed is None or path != self._latest(root)[_key(handed)]:
            return None
        return {"student_id": self._student_id(handed), "file_id": handed.notebook}

    def _latest(self, root: Path) -> dict[tuple[str, str], Path]:
        found: dict[tuple[str, str], tuple[int, Path]] = {}
        for path in sorted(root.rglob("*")):
            handed = handed_in(path.relative_to(root)) if path.is_file() else None
            if handed is not None:
                place = (handed.attempt, path)
                found[_key(handed)] = max(found.get(_key(handed), place), place)
        return {key: path for key, (_attempt, path) in found.items()}

    def _student_id(self, handed: Handed) -> str:
        with Gradebook(self.parent.coursedir.db_url) as gradebook:
            students = [_names(student) for student in gradebook.students]
        wanted = {_plain(handed.student), *handed.lms_ids}
        known = [id_ for id_, names in students if names & wanted]
        return known[0] if len(known) == 1 else handed.student


def handed_in(path: Path) -> Handed | None:
    """Return what the path of a file in a download says; None if it is no notebook of anybody's."""
    if path.suffix.casefold() != NOTEBOOK or any(map(is_passed_over, path.parts)):
        return None
    student, own_name, folder_attempt = "", path.name, 0
    ids: tuple[str, ...] = ()
    for place, part in enumerate(path.parts):
        is_folder = place < len(path.parts) - 1
        found = lms_name(part, is_folder)
        if found is None and is_folder:  # a zip is extracted into a folder of its name
            found = lms_name(f"{part}{NOTEBOOK}", is_folder=False)
        if found is not None and not student:
            student, ids = found.student, tuple(found.ids.values())
            own_name = own_name if is_folder else found.own_name or own_name
    if not student and len(path.parts) > 1:
        student, folder_attempt = without_attempt(clean(path.parts[0]))
    named = file_name(own_name)
    student = student or named.student
    if not student or not named.exercise:
        return None
    notebook = source_notebooks.file_name(exercise(named.exercise))
    return Handed(student, notebook, max(named.attempt, folder_attempt), ids)


def _extracted(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.name == EXTRACTED)


def _key(handed: Handed) -> tuple[str, str]:
    return handed.student, handed.notebook


def _names(student: Any) -> tuple[str, set[str]]:
    first, last = student.first_name or "", student.last_name or ""
    names = {student.id, _plain(student.id), student.lms_user_id or student.id}
    if first and last:
        names |= {_plain(first + last), _plain(last + first)}
    return student.id, names


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFC", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
