"""What a check cell of a notebook shows: the Report of one exercise, as text and as HTML."""

from __future__ import annotations

from autograder.batch.record import Graded
from autograder.report import ExerciseReport, Level, Report
from autograder.results.feedback import submission_text
from autograder.results.notes import NoteLink, no_link
from autograder.results.pages import page
from autograder.results.student_view import sections


def graded_cell(
    exercise: ExerciseReport, notes: list[str], isolation: Level, seed: int = 0
) -> Graded:
    """Return the record of one exercise.

    Args:
        exercise: what became of it.
        notes: sentences about the notebook as a whole.
        isolation: where the student's code ran.
        seed: what the checks' random choices depended on.
    """
    return Graded("", "graded", Report(isolation, seed, [exercise]), notes)


def cell_text(graded: Graded) -> str:
    """Return the Report as plain text, its last line ended."""
    return submission_text(graded) + "\n"


def cell_html(graded: Graded, link: NoteLink = no_link) -> str:
    """Return the Report as a piece of HTML with its pictures in it, and with links to the notes."""
    return page(
        "notebook.html.jinja",
        notes=graded.notes,
        report=graded.report,
        sections=sections(graded, link),
    )
