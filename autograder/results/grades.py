"""``grades.csv``: a line for each student."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.batch.record import Graded
from autograder.results.csv_text import BYTE_ORDER_MARK, csv_text
from autograder.results.in_order import by_student, exercise_names, exercises_of
from autograder.results.names import shown


def grades_csv(records: Sequence[Graded]) -> str:
    """Return the table: student, points of each exercise, total, state.

    It begins with a byte order mark, without which Excel shows Korean names wrongly. Its words are
    the same in every language, so that a script can read it.
    """
    names = exercise_names(records)
    header = ["student", *names, "total", "state"]
    return BYTE_ORDER_MARK + csv_text([header, *_rows(records, names)])


def number(points: float) -> str:
    """Return points as a spreadsheet and a gradebook read them."""
    return f"{round(points, 4):g}"


def _rows(records: Sequence[Graded], names: Sequence[str]) -> Iterator[list[str]]:
    for graded in by_student(records):
        exercises = exercises_of(graded)
        cells = [number(exercises[name].points) if name in exercises else "" for name in names]
        yield [shown(graded.student), *cells, number(graded.report.points), graded.state]
