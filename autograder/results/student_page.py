"""``students/NAME.html``: the page about one submission, for its student."""

from __future__ import annotations

from autograder.batch.record import Graded
from autograder.results.notes import into_site
from autograder.results.pages import page
from autograder.results.student_view import sections


def student_page(graded: Graded, printed_url: str, notes: str = "") -> str:
    """Return the page.

    Args:
        graded: what became of the submission.
        printed_url: where the page lies that shows what the student's code printed.
        notes: where the notes' site lies, seen from the page; empty: nobody has said.
    """
    return page(
        "student.html.jinja",
        student=graded.student,
        state=graded.state,
        notes=graded.notes,
        report=graded.report,
        sections=sections(graded, into_site(notes)),
        printed_url=printed_url,
    )
