"""Records and exercises in an order that does not depend on which was graded first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograder.batch.record import Graded
from autograder.exercises import NAMES
from autograder.report import ExerciseReport


def by_student(records: Iterable[Graded]) -> list[Graded]:
    """Return the records in the order of the students' names."""
    return sorted(records, key=lambda graded: (graded.student.casefold(), graded.student))


def exercise_names(records: Sequence[Graded]) -> list[str]:
    """Return the names of the exercises that were graded, in the course's order."""
    found = {exercise.name for graded in records for exercise in graded.report.exercises}
    return [*(name for name in NAMES if name in found), *sorted(found - set(NAMES))]


def exercises_of(graded: Graded) -> dict[str, ExerciseReport]:
    """Return the record's exercises by name."""
    return {exercise.name: exercise for exercise in graded.report.exercises}
