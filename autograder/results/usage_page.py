"""``time-and-memory.html``: what grading took; it differs from run to run."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.batch.record import Graded
from autograder.results.in_order import by_student
from autograder.results.pages import page

_SLOWEST = 15


@dataclass(frozen=True)
class CheckTime:
    """How long a check took, in seconds, and whose submission took longest."""

    exercise: str
    check: str
    median: float
    longest: float
    student: str


def usage_page(records: Sequence[Graded]) -> str:
    """Return the page about time and memory."""
    usages = [graded.usage for graded in records]
    slowest_first = sorted(by_student(records), key=lambda graded: -graded.usage.seconds)
    return page(
        "time-and-memory.html.jinja",
        records=slowest_first,
        longest=max((usage.seconds for usage in usages), default=0.0),
        total_seconds=sum(usage.seconds for usage in usages),
        total_cpu=sum(usage.cpu_seconds for usage in usages),
        median_cpu=statistics.median(usage.cpu_seconds for usage in usages) if usages else 0.0,
        peak=max((usage.peak_memory for usage in usages), default=0),
        checks=slowest_checks(records),
    )


def slowest_checks(records: Sequence[Graded]) -> list[CheckTime]:
    """Return the checks that took longest, by their median over all who started them."""
    times: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for graded in by_student(records):
        for exercise in graded.report.exercises:
            for check in exercise.checks:
                if check.status not in ("not started", "skipped"):
                    found = times.setdefault((exercise.name, check.id), [])
                    found.append((check.seconds, graded.student))
    checks = [
        CheckTime(
            exercise,
            check,
            statistics.median(seconds for seconds, _student in found),
            *max(found, key=lambda one: one[0]),
        )
        for (exercise, check), found in times.items()
    ]
    return sorted(checks, key=lambda one: (-one.median, one.exercise, one.check))[:_SLOWEST]
