"""Which misconception a wrong answer comes from: the one that gives the same answer."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

from autograder.exercises import Exercise
from autograder.expect import Failure, same_evidence
from autograder.misconception import Misconception
from autograder.student import Student
from autograder.worker.in_process import InProcessWorker
from autograder.worker.interface import WorkerStopped


def find_misconception(
    fault: Failure,
    candidates: Iterable[Misconception],
    exercise: Exercise,
    fault_of: Callable[[Student], Failure | None],
) -> Misconception | None:
    """Return the first candidate that, on the same input, is wrong in the same way.

    Args:
        fault: what is wrong with the student's answer.
        candidates: misconceptions to try.
        exercise: the exercise that all of this is about.
        fault_of: runs the check on a `Student` and says what is wrong with its answer.
    """
    for candidate in candidates:
        with _as_student(exercise, candidate) as wrong:
            try:
                its_fault = fault_of(wrong)
            except WorkerStopped:
                continue
        if its_fault is not None and same_evidence(its_fault.evidence, fault.evidence):
            return candidate
    return None


@contextlib.contextmanager
def _as_student(exercise: Exercise, wrong: Misconception) -> Iterator[Student]:
    """Yield a `Student` whose functions are a misconception's: trusted code, run right here."""
    with tempfile.TemporaryDirectory() as place:
        standing, files = Path(place, "standing"), Path(place, "files")
        standing.mkdir()
        files.mkdir()
        worker = InProcessWorker(None, standing)
        worker.host.module = ModuleType(exercise.name)
        vars(worker.host.module).update({wrong.replaces: wrong.function, **wrong.also})
        yield Student(exercise, worker, lambda: InProcessWorker(None, standing), files)
