"""The grader's processes as nbgrader's own process uses them: started at first use, then kept."""

from __future__ import annotations

import atexit
import functools
import selectors
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from autograder.batch.handed_in import HandedIn
from autograder.batch.judges import Nursery
from autograder.batch.run import PATIENCE, Bench
from autograder.batch.settings import Settings
from autograder.batch.work import Work
from autograder.report import ExerciseReport


def judged(exercise: str, source: str, settings: Settings) -> ExerciseReport:
    """Return what becomes of a module; nothing of it runs in this process.

    Args:
        exercise: the exercise's name.
        source: the module.
        settings: how it is graded.

    Raises:
        CourseError: nothing can be graded on this machine.
    """
    folder = Path(tempfile.mkdtemp(prefix="autograder-"))
    try:
        (folder / f"{exercise}.py").write_text(source, encoding="utf-8")
        settings = replace(settings, exercises=(exercise,))
        work = Work(HandedIn("", ()), folder, notes=[], fingerprints={}, settings=settings)
        bench = _bench()
        bench.patience = settings.limits.seconds + PATIENCE
        graded = bench.judged(work)
        return graded.report.exercises[0]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@functools.cache
def _bench() -> Bench:
    nursery = Nursery()
    bench = Bench(nursery, selectors.DefaultSelector(), patience=PATIENCE)
    atexit.register(nursery.close)
    atexit.register(bench.close)
    return bench
