"""Files for Moodle: an offline grading worksheet, and a table for the gradebook's import.

``moodle-worksheet.csv`` is for the assignment's action "Upload grading worksheet"
(https://docs.moodle.org/401/en/Assignment_settings, "Offline grading worksheet"), with the columns
that Moodle writes and its importer reads (https://github.com/moodle/moodle,
mod/assign/feedback/offline/importgradeslib.php): it needs ``Identifier``, ``Grade`` and
``Last modified (grade)``, by these English names, so that the language has to be set to English
when it is uploaded. A student is known by the number after ``Participant``, which the names of
downloaded submissions hold; who has none is not in it.
``Feedback comments`` is HTML there.

``moodle-gradebook.csv`` is for Grades ▸ Import ▸ CSV file
(https://docs.moodle.org/311/en/Grade_import) and has everyone: map ``Student`` to what submissions
were named after (ID number, username, e-mail address), and both ``Grade`` and ``Feedback`` to the
grade item, since Moodle loses the grades where only one of them is mapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from autograder.batch.record import Graded
from autograder.results.csv_text import csv_text
from autograder.results.feedback import submission_text
from autograder.results.grades import number
from autograder.results.in_order import by_student
from autograder.results.names import shown

WORKSHEET = "moodle-worksheet.csv"
GRADEBOOK = "moodle-gradebook.csv"
WORKSHEET_COLUMNS = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
)
GRADEBOOK_COLUMNS = ("Student", "Grade", "Feedback")


def files(records: Sequence[Graded], **_others: Any) -> Iterator[tuple[str, str]]:
    """Yield each file's path and its text.

    An unreadable submission has no grade in them, which Moodle takes for no change, but it has its
    feedback.

    Args:
        records: one for each student.
    """
    students = by_student(records)
    numbered = [graded for graded in students if graded.lms.get("moodle")]
    yield WORKSHEET, csv_text([WORKSHEET_COLUMNS, *map(_worksheet_row, numbered)])
    yield GRADEBOOK, csv_text([GRADEBOOK_COLUMNS, *map(_gradebook_row, students)])


def _worksheet_row(graded: Graded) -> list[str]:
    return [
        f"Participant {graded.lms['moodle']}",
        shown(graded.student),
        "",
        "Submitted for grading",
        _grade(graded),
        number(graded.report.out_of),
        "Yes",
        "",
        "",
        _feedback(graded),
    ]


def _gradebook_row(graded: Graded) -> list[str]:
    return [shown(graded.student), _grade(graded), _feedback(graded)]


def _grade(graded: Graded) -> str:
    return "" if graded.state == "unreadable" else number(graded.report.points)


def _feedback(graded: Graded) -> str:
    return f"<pre>{escape(submission_text(graded))}</pre>"
