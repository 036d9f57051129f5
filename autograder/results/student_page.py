"""``students/NAME.html``: the page about one submission, for its student."""

from __future__ import annotations

from autograder.batch.record import Graded
from autograder.results.pages import page
from autograder.results.student_view import sections


def student_page(graded: Graded, printed_url: str) -> str:
    """Return the page.

    Args:
        graded: what became of the submission.
        printed_url: where the page lies that shows what the student's code printed.
    """
    return page(
        "student.html.jinja",
        student=graded.student,
        state=graded.state,
        notes=graded.notes,
        report=graded.report,
        sections=sections(graded),
        printed_url=printed_url,
    )
