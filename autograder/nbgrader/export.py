"""``autograder export``: nbgrader's gradebook in the forms that schools take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.batch.record import Graded
from autograder.errors import CourseError
from autograder.nbgrader.commands import command
from autograder.nbgrader.source_notebooks import ASSIGNMENT
from autograder.report import CheckResult, ExerciseReport, Report
from autograder.results.exports import EXPORTS
from autograder.results.grades import grades_csv
from autograder.results.names import file_names
from autograder.text import _

FORMATS = ("canvas", "moodle", "gradescope", "csv")


def export(course: Path, to: str, out: Path, assignment: str = ASSIGNMENT) -> list[Path]:
    """Write the grades of an assignment for a system.

    Args:
        course: nbgrader's course directory, with ``gradebook.db`` in it.
        to: ``canvas``, ``moodle``, ``gradescope`` or ``csv``.
        out: the folder to write to; files of the same name are written over.
        assignment: its name in the gradebook.

    Returns:
        The files, in order.

    Raises:
        CourseError: there is no such format, gradebook or assignment, `alembic` is
            not installed, or a file cannot be written.
    """
    if to not in FORMATS:
        raise CourseError(
            _("There is no export to {name}; there are {names}.").format(
                name=to, names=", ".join(FORMATS)
            )
        )
    records = list(_records(course, assignment))
    if to == "csv":
        files: Iterator[tuple[str, str]] = iter([("grades.csv", grades_csv(records))])
    else:
        names = file_names(graded.student for graded in records)
        files = EXPORTS[to](records, assignment=assignment, file_names=names)
    written = []
    try:
        for name, text in files:
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            written.append(path)
    except OSError as error:
        raise CourseError(
            _("Cannot write to {path}: {why}.").format(path=out, why=error.strerror)
        ) from None
    return written


def _records(course: Path, assignment: str) -> Iterator[Graded]:
    """Yield a record for each student in the gradebook, late penalties taken off."""
    from nbgrader.api import Gradebook, MissingEntry

    database = course / "gradebook.db"
    if not database.is_file():
        raise CourseError(
            _("There is no gradebook.db in {path}: run this in the course directory.").format(
                path=course
            )
        )
    command("alembic")  # nbgrader opens a gradebook with it
    with Gradebook(f"sqlite:///{database.resolve()}") as gradebook:
        try:
            notebooks = gradebook.find_assignment(assignment).notebooks
        except MissingEntry:
            raise CourseError(
                _("There is no assignment '{name}' in the gradebook.").format(name=assignment)
            ) from None
        worth = {notebook.name: notebook.max_score for notebook in notebooks}
        for student in gradebook.students:
            try:
                submission = gradebook.find_submission(assignment, student.id)
                found = {book.name: book for book in submission.notebooks}
            except MissingEntry:
                found = {}
            reports = [
                _exercise(name, found.get(name), out_of) for name, out_of in sorted(worth.items())
            ]
            yield Graded(student.id, "graded", Report("sandbox", 0, reports), lms=_ids(student))


def _exercise(name: str, submitted: Any, out_of: float) -> ExerciseReport:
    """Return a notebook's points as a report with one result; a grade by hand is in it."""
    exercise = name.partition("-")[2] or name
    points = 0.0
    if submitted is not None:
        points = max(0.0, submitted.score - (submitted.late_submission_penalty or 0.0))
    started = submitted is not None
    result = CheckResult(
        id="total",
        title=name,
        functions=[],
        status="passed" if points >= out_of else "failed" if started else "not started",
        points=points,
        out_of=out_of,
    )
    return ExerciseReport(exercise, [result])


def _ids(student: Any) -> dict[str, str]:
    """Return the number that the LMS has for a student, whichever LMS that is."""
    number = (student.lms_user_id or "").strip()
    return dict.fromkeys(("canvas", "moodle"), number) if number else {}
