"""What a class's records say of the exercises and their checks, as plain numbers."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.batch.record import Graded
from autograder.report import CheckResult, ExerciseReport
from autograder.results.in_order import by_student, exercise_names, exercises_of

STOPPED_THE_CODE = ("time", "cpu", "memory", "died", "garbled", "output")


@dataclass(frozen=True)
class CheckStatistics:
    """How a check went, over all submissions that it was run on or could have been.

    Attributes:
        discrimination: the item–rest correlation, see `item_rest_correlation`.
    """

    check: CheckResult
    submissions: int
    passed: int
    not_started: int
    discrimination: float | None

    @property
    def pass_rate(self) -> float:
        """The share of submissions (0–1) that passed."""
        return self.passed / self.submissions


@dataclass(frozen=True)
class ExerciseStatistics:
    """How an exercise went.

    Attributes:
        mean: mean points.
        complete: how many have full points.
        started: how many have written anything for it.
        discrimination: the correlation of its points with the points of all other exercises.
    """

    name: str
    out_of: float
    submissions: int
    mean: float
    complete: int
    started: int
    discrimination: float | None
    checks: list[CheckStatistics]


@dataclass(frozen=True)
class MisconceptionStatistics:
    """Who has a misconception.

    Attributes:
        students: as in the records, in order.
    """

    exercise: str
    id: str
    title: str
    students: list[str]


@dataclass(frozen=True)
class Trouble:
    """Checks of one student's exercise that ended in the same way, no mere wrong answer."""

    student: str
    exercise: str
    problem: str
    checks: list[str]


def counted(records: Iterable[Graded]) -> list[Graded]:
    """Return the records that statistics are made of: those that could be read."""
    return [graded for graded in by_student(records) if graded.state != "unreadable"]


def not_started(records: Iterable[Graded]) -> list[Graded]:
    """Return the records of those who handed in nothing but untouched stubs."""
    return [
        graded
        for graded in counted(records)
        if not any(exercise.started for exercise in graded.report.exercises)
    ]


def item_rest_correlation(item: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return how well an item tells strong from weak: Pearson's r of its points and all others'.

    For an item that is passed or not it is the point-biserial correlation. Leaving the item itself
    out of the total keeps it from correlating with itself.

    Args:
        item: each student's points, or 1 for passed and 0 for not.
        rest: each student's points of everything else.

    Returns:
        −1 to 1, or None where it is undefined: fewer than three students, or all alike.
    """
    if len(item) < 3:
        return None
    try:
        found = statistics.correlation(item, [round(points, 6) for points in rest])
    except statistics.StatisticsError:
        return None
    return max(-1.0, min(1.0, found)) if math.isfinite(found) else None


def exercise_statistics(records: Sequence[Graded]) -> list[ExerciseStatistics]:
    """Return how each exercise and each of its checks went; `records` as from `counted`."""
    return [
        _exercise_statistics(name, [graded for graded in records if name in exercises_of(graded)])
        for name in exercise_names(records)
    ]


def misconception_statistics(records: Sequence[Graded]) -> list[MisconceptionStatistics]:
    """Return the misconceptions found, the commonest first; `records` as from `counted`."""
    titles: dict[tuple[str, str], str] = {}
    students: dict[tuple[str, str], list[str]] = {}
    for graded, exercise, check in _results(records):
        if check.misconception and check.message is not None:
            key = exercise.name, check.misconception
            titles.setdefault(key, check.message.mistake or check.misconception)
            who = students.setdefault(key, [])
            if graded.student not in who:
                who.append(graded.student)
    place = {name: index for index, name in enumerate(exercise_names(records))}
    found = [
        MisconceptionStatistics(exercise, misconception, titles[exercise, misconception], who)
        for (exercise, misconception), who in students.items()
    ]
    return sorted(found, key=lambda one: (-len(one.students), place[one.exercise], one.id))


def crashes(records: Sequence[Graded]) -> list[Trouble]:
    """Return where student code was ended, or ended itself; `records` as from `counted`."""
    return _troubles(
        (graded, exercise, check)
        for graded, exercise, check in _results(records)
        if check.message is not None and check.message.kind in STOPPED_THE_CODE
    )


def broken_checks(records: Sequence[Graded]) -> list[Trouble]:
    """Return where a check itself broke: a fault of the course, not of the student."""
    return _troubles(found for found in _results(records) if found[2].status == "error")


def _exercise_statistics(name: str, records: Sequence[Graded]) -> ExerciseStatistics:
    found = [exercises_of(graded)[name] for graded in records]
    rest = [graded.report.points - one.points for graded, one in zip(records, found, strict=True)]
    ids = dict.fromkeys(check.id for one in found for check in one.checks)
    return ExerciseStatistics(
        name=name,
        out_of=max(one.out_of for one in found),
        submissions=len(found),
        mean=statistics.fmean(one.points for one in found),
        complete=sum(one.points >= one.out_of for one in found),
        started=sum(one.started for one in found),
        discrimination=item_rest_correlation([one.points for one in found], rest),
        checks=[_check_statistics(id_, found, rest) for id_ in ids],
    )


def _check_statistics(
    id_: str, exercises: Sequence[ExerciseReport], other_exercises: Sequence[float]
) -> CheckStatistics:
    results: list[CheckResult] = []
    rest: list[float] = []
    for exercise, other in zip(exercises, other_exercises, strict=True):
        for check in exercise.checks:
            if check.id == id_:
                others = [another for another in exercise.checks if another.id != id_]
                results.append(check)
                rest.append(other + ExerciseReport(exercise.name, others).points)
    passed = [float(check.status == "passed") for check in results]
    return CheckStatistics(
        check=results[0],
        submissions=len(results),
        passed=sum(check.status == "passed" for check in results),
        not_started=sum(check.status == "not started" for check in results),
        discrimination=item_rest_correlation(passed, rest),
    )


def _results(
    records: Sequence[Graded],
) -> Iterable[tuple[Graded, ExerciseReport, CheckResult]]:
    return (
        (graded, exercise, check)
        for graded in records
        for exercise in graded.report.exercises
        for check in exercise.checks
    )


def _troubles(found: Iterable[tuple[Graded, ExerciseReport, CheckResult]]) -> list[Trouble]:
    checks: dict[tuple[str, str, str], list[str]] = {}
    for graded, exercise, check in found:
        problem = check.message.problem if check.message else ""
        checks.setdefault((graded.student, exercise.name, problem), []).append(check.id)
    return [Trouble(*where, ids) for where, ids in checks.items()]
