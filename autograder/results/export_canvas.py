"""``canvas.csv``: a file for Canvas, Gradebook ▸ Import.

The format is that of a gradebook's export, as guides for instructors describe it
(https://teaching.resources.osu.edu/toolsets/carmencanvas/guides/calculating-final-grades/import-csv-file-carmen-grades)
and Canvas's importer reads it (https://github.com/instructure/canvas-lms,
lib/gradebook_importer.rb): a header with ``Student``, ``ID``, ``SIS User ID``, ``SIS Login ID`` and
``Section``, then assignments; a row ``Points Possible``; then a row for each student. A student is
looked up by ``ID``, else by ``SIS User ID``, ``SIS Login ID`` or name, in this order. An assignment
is found by its title, or by the number in brackets after it; an unknown title makes a new
assignment. An empty grade of an ungraded student is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from autograder.batch.record import Graded
from autograder.results.csv_text import csv_text
from autograder.results.grades import number
from autograder.results.in_order import by_student
from autograder.results.names import shown

FILE = "canvas.csv"
STUDENT_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def files(records: Sequence[Graded], assignment: str, **_others: Any) -> Iterator[tuple[str, str]]:
    """Yield the file's path and its text.

    An unreadable submission has no grade in it: that is for the teacher to decide.

    Args:
        records: one for each student.
        assignment: the assignment's title in Canvas, as ``MNIST`` or ``MNIST (4711)``.
    """
    out_of = max((graded.report.out_of for graded in records), default=0)
    header = [*STUDENT_COLUMNS, assignment]
    possible = ["    Points Possible", "", "", "", "", number(out_of)]
    yield FILE, csv_text([header, possible, *map(_row, by_student(records))])


def _row(graded: Graded) -> list[str]:
    name = shown(graded.student)
    number_in_canvas = graded.lms.get("canvas", "")
    otherwise = "" if number_in_canvas else name
    grade = "" if graded.state == "unreadable" else number(graded.report.points)
    return [name, number_in_canvas, otherwise, otherwise, "", grade]
