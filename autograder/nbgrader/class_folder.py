"""``autograder class init DIR``: a course directory that nbgrader's commands work in."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import CourseError
from autograder.exercises import EXERCISES
from autograder.nbgrader.commands import command
from autograder.nbgrader.source_notebooks import (
    ASSIGNMENT,
    COURSE,
    NOTES,
    PACKAGE,
    file_name,
    notebook_text,
)
from autograder.results.csv_text import csv_text
from autograder.text import _

CONFIG = "nbgrader_config.py"
ROSTER = "roster.csv"
ROSTER_COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


def init(
    root: Path,
    directory: Path,
    *,
    language: str = "en",
    roster: Path | None = None,
    package: str = PACKAGE,
) -> list[Path]:
    """Lay out a course directory: configuration, source notebooks, notes, roster, gradebook.

    Args:
        root: the course's folder, with ``solutions/`` in it.
        directory: a folder that is empty or does not exist.
        language: of the notebooks' prose and the notes, ``"en"`` or ``"ko"``.
        roster: a CSV file with at least a column ``id``; an empty one is made if there is none.
        package: what a notebook on Colab installs with pip.

    Returns:
        The files, relative to the directory, in order.

    Raises:
        CourseError: something is there already, the roster is not in order, nbgrader is not
            installed or a command of it fails.
    """
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise CourseError(
            _("There is something at {path} already: choose a new folder.").format(path=directory)
        )
    if language not in ("en", "ko"):
        raise CourseError(
            _("There is no language '{language}'; choose en or ko.").format(language=language)
        )
    nbgrader = command("nbgrader")
    command("alembic")
    students = _checked(roster) if roster else ",".join(ROSTER_COLUMNS) + "\n"
    source = directory / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    shutil.copy(root / COURSE / CONFIG, directory / CONFIG)
    (directory / ROSTER).write_text(students, encoding="utf-8")
    for exercise in EXERCISES:
        text = notebook_text(root, exercise, language)
        text = text.replace(f"{NOTES}/{language}/", "notes/")
        text = text.replace(f"--quiet {PACKAGE}", f"--quiet {package}")
        (source / file_name(exercise)).write_text(text, encoding="utf-8")
    notes = root / "course" / language
    if notes.is_dir():
        shutil.copytree(notes, source / "notes", ignore=shutil.ignore_patterns(".*", "_*"))
    _run(nbgrader, "db", "assignment", "add", ASSIGNMENT, inside=directory)
    if roster:
        _run(nbgrader, "db", "student", "import", ROSTER, inside=directory)
    return sorted(path.relative_to(directory) for path in directory.rglob("*") if path.is_file())


def in_the_source(source: Path) -> dict[str, list[str]]:
    """Return for each assignment its files that are no notebook, as nbgrader excludes them."""
    return {
        assignment.name: [
            str(path.relative_to(assignment))
            for path in sorted(assignment.rglob("*"))
            if path.is_file() and path.suffix != ".ipynb"
        ]
        for assignment in sorted(source.glob("*"))
        if assignment.is_dir()
    }


def _checked(roster: Path) -> str:
    """Return the roster's text, with the columns that nbgrader knows."""
    try:
        text = roster.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(
            _("The roster {path} cannot be read: {why}.").format(path=roster, why=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise CourseError(
            _("The roster {path} is not UTF-8 text; save it as CSV UTF-8.").format(path=roster)
        ) from None
    rows = list(csv.DictReader(text.splitlines()))
    columns = list(rows[0]) if rows else text.strip().split(",")
    if "id" not in columns:
        raise CourseError(
            _("The roster {path} has no column 'id'; it may have {columns}.").format(
                path=roster, columns=", ".join(ROSTER_COLUMNS)
            )
        )
    return csv_text([ROSTER_COLUMNS, *_students(rows, roster)])


def _students(rows: list[dict[str, str]], roster: Path) -> Iterator[list[str]]:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        student = (row.get("id") or "").strip()
        if not student or student in seen or "/" in student or student.startswith("."):
            raise CourseError(
                _(
                    "The roster {path}, line {number}: every student needs an id of their own,"
                    " without a slash."
                ).format(path=roster, number=number)
            )
        seen.add(student)
        yield [student, *((row.get(name) or "").strip() for name in ROSTER_COLUMNS[1:])]


def _run(program: Path, *arguments: str, inside: Path) -> None:
    done = subprocess.run(
        [str(program), *arguments], cwd=inside, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise CourseError(
            _("nbgrader {command} failed: {why}").format(
                command=" ".join(arguments), why=lines[-1] if lines else done.returncode
            )
        )
