"""Which misconception a wrong answer comes from: the one that gives the same answer."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.exercises import Exercise
from autograder.expect import same_evidence
from autograder.misconception import Misconception
from autograder.student import Student
from autograder.worker.in_process import InProcessWorker


def find_misconception(
    seen: Any,
    candidates: Iterable[Misconception],
    evidence_of: Callable[[Misconception], Any],
) -> Misconception | None:
    """Return the first candidate that, on the same input, is wrong in the same way.

    Args:
        seen: what the check saw of the fault: its evidence.
        candidates: misconceptions to try.
        evidence_of: returns what the check sees of a misconception's fault, or None.
    """
    for candidate in candidates:
        evidence = evidence_of(candidate)
        if evidence is not None and same_evidence(evidence, seen):
            return candidate
    return None


@contextlib.contextmanager
def as_student(exercise: Exercise, wrong: Misconception) -> Iterator[Student]:
    """Yield a `Student` whose functions are a misconception's: trusted code, run right here."""
    with tempfile.TemporaryDirectory() as place:
        worker = InProcessWorker(None, Path(place, "wrong"))
        module = worker.host.modules[exercise.name] = ModuleType(exercise.name)
        vars(module).update({wrong.replaces: wrong.function, **wrong.also})
        yield Student(exercise, worker, lambda: InProcessWorker(None, Path(place, "elsewhere")))
