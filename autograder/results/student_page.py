"""``students/NAME.html``: the page about one submission, for its student."""

from __future__ import annotations

from autograder.batch.record import Graded
from autograder.results.notes import NoteLink, no_link
from autograder.results.pages import page
from autograder.results.student_view import sections


def student_page(graded: Graded, printed_url: str, note_link: NoteLink = no_link) -> str:
    """Return the page.

    Args:
        graded: what became of the submission.
        printed_url: where the page lies that shows what the student's code printed.
        note_link: where the notes lie, seen from the page.
    """
    return page(
        "student.html.jinja",
        student=graded.student,
        state=graded.state,
        notes=graded.notes,
        report=graded.report,
        sections=sections(graded, note_link),
        printed_url=printed_url,
    )
