"""Grading many: find who handed in what, grade each once, keep every result."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from autograder.batch.handed_in import handed_in
from autograder.batch.journal import open_journal
from autograder.batch.judges import Nursery
from autograder.batch.record import Graded
from autograder.batch.run import Batch, run
from autograder.batch.settings import Settings
from autograder.errors import CourseError
from autograder.text import _


class Watch(Protocol):
    """Who is told how a batch goes."""

    def begin(self, submissions: int) -> None:
        """There are so many submissions."""

    def finished(self, graded: Graded | None) -> None:
        """One is finished; None: it was before."""


def grade_many(
    submissions: Path,
    results: Path,
    settings: Settings,
    *,
    jobs: int,
    regrade: Collection[str] = (),
    regrade_all: bool = False,
    exports: Sequence[str] = (),
    notes: str = "",
    watch: Watch,
    nursery: Nursery,
) -> list[Graded]:
    """Grade all submissions that are not graded yet, and write the results of all.

    Args:
        submissions: what was handed in; see `handed_in`.
        results: the folder of the journal and of what instructors get.
        settings: how submissions are graded.
        jobs: how many are graded at once.
        regrade: students whose submissions are graded anew in any case.
        regrade_all: whether that is so for all.
        exports: formats to write besides: see `autograder.results.write`.
        notes: where the notes' site lies: see `autograder.results.write`.
        watch: is told how it goes.
        nursery: where judges come from.

    Returns:
        the records of all submissions, by student.

    Raises:
        CourseError: there is nothing to grade, a name in `regrade` is nobody's, another batch uses
            `results`, or this machine cannot do it.
        KeyboardInterrupt: somebody pressed Ctrl-C; the results of what is finished are written.
    """
    from autograder.results import write

    results = results.resolve()
    if results.is_relative_to(submissions.resolve()):
        raise CourseError(
            _("{results} lies among the submissions: choose a folder outside with --out").format(
                results=results
            )
        )
    place = results / ".grading"
    with open_journal(results) as journal:
        shutil.rmtree(place, ignore_errors=True)  # what a batch left that was killed
        place.mkdir()
        try:
            unpacked, modules = place / "unpacked", place / "modules"
            unpacked.mkdir()
            modules.mkdir()
            handed = handed_in(submissions, settings.exercises, unpacked)
            students = [one.student for one in handed]
            _expect_known(regrade, students)
            watch.begin(len(handed))
            batch = Batch(handed, settings, jobs, students if regrade_all else regrade)
            try:
                run(batch, journal, modules, watch.finished, nursery)
            finally:
                journal.look_again()
                done = [journal.read(name) for name in students if name in journal.places]
                asked_for = [_asked_for(graded, settings) for graded in done]
                write(asked_for, results, exports, notes=notes)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return done


def _expect_known(regrade: Collection[str], students: Sequence[str]) -> None:
    for name in regrade:
        if name not in students:
            raise CourseError(
                _("there is no submission of {name!r}; there are those of {names}").format(
                    name=name, names=", ".join(students[:20])
                )
            )


def _asked_for(graded: Graded, settings: Settings) -> Graded:
    """Return the record with the exercises of this batch only."""
    report = graded.report
    wanted = [found for found in report.exercises if found.name in settings.exercises]
    return replace(graded, report=replace(report, exercises=wanted))
