"""``class.html``: how the class did, and what to look at."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from autograder.batch.record import Graded
from autograder.results.class_statistics import (
    broken_checks,
    counted,
    crashes,
    exercise_statistics,
    misconception_statistics,
    not_started,
)
from autograder.results.histogram import histogram
from autograder.results.in_order import by_student, exercise_names, exercises_of
from autograder.results.names import link
from autograder.results.pages import page


def class_page(records: Sequence[Graded], file_names: Mapping[str, str]) -> str:
    """Return the page, the same for the same records in any order.

    Args:
        records: one for each student.
        file_names: what each student's page is called, without its ending.
    """
    readable = counted(records)
    totals = [graded.report.points for graded in readable]
    out_of = max((graded.report.out_of for graded in records), default=0.0)
    return page(
        "class.html.jinja",
        records=by_student(records),
        names=exercise_names(records),
        exercises_of=exercises_of,
        page_of={student: link("students", f"{name}.html") for student, name in file_names.items()},
        readable=readable,
        unreadable=[graded for graded in by_student(records) if graded.state == "unreadable"],
        stopped=[graded for graded in readable if graded.state == "stopped"],
        not_started=not_started(records),
        out_of=out_of,
        mean=statistics.fmean(totals) if totals else None,
        median=statistics.median(totals) if totals else None,
        histogram=histogram(totals, out_of) if totals and out_of else None,
        exercises=exercise_statistics(readable),
        misconceptions=misconception_statistics(readable),
        crashes=crashes(readable),
        broken=broken_checks(readable),
        levels=sorted({graded.report.isolation for graded in records}),
    )
