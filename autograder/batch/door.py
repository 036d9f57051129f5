"""The command `autograder grade`: what was typed, what is on the screen, how it ends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from autograder.batch import grade_many
from autograder.batch.bar import STOPPED_BY_CTRL_C, Bar
from autograder.batch.judges import Nursery
from autograder.batch.settings import Settings, exercises_asked_for
from autograder.catalogue import require_hidden
from autograder.errors import CourseError
from autograder.report import Level
from autograder.results.notes import site_address
from autograder.text import _, plural
from autograder.worker.limits import Limits

LEVELS: tuple[Level, ...] = ("sandbox", "process")


def grade_class(
    submissions: Path,
    out: Path,
    *,
    jobs: int | None,
    exercises: Sequence[str],
    seed: int,
    cpu_seconds: float,
    gigabytes: float,
    hidden: bool,
    isolation: str,
    regrade: Sequence[str],
    regrade_all: bool,
    exports: Sequence[str],
    notes: str,
) -> None:
    """Grade a class as the options say, with a progress bar, and say what came of it.

    Raises:
        CourseError: an option makes no sense, or what `grade_many` raises.
        SystemExit: somebody pressed Ctrl-C.
    """
    settings = Settings(
        exercises=exercises_asked_for(exercises),
        seed=seed,
        isolation=_level(isolation),
        limits=Limits.for_cpu_seconds(cpu_seconds, memory=int(gigabytes * 2**30)),
        hidden=hidden,
    )
    if hidden:
        require_hidden()
    site_address(notes, out)  # said before an hour of grading, and not after it
    console = Console()
    again = ""
    with Nursery() as nursery, Bar(console) as bar:
        try:
            graded = grade_many(
                submissions,
                out,
                settings,
                jobs=jobs or os.cpu_count() or 1,
                regrade=regrade,
                regrade_all=regrade_all,
                exports=exports,
                notes=notes,
                watch=bar,
                nursery=nursery,
            )
        except KeyboardInterrupt:
            again = _("stopped: the same command goes on with the rest")
    if again:
        console.print(again)
        raise SystemExit(STOPPED_BY_CTRL_C)
    n = len(graded)
    console.print(
        plural("{n} submission, isolation {level}", "{n} submissions, isolation {level}", n).format(
            n=n, level=isolation
        ),
        highlight=False,
    )
    console.print(_("results: {page}").format(page=out / "class.html"), highlight=False)


def _level(word: str) -> Level:
    for level in LEVELS:
        if word == level:
            return level
    raise CourseError(
        _("there is no isolation '{word}' for a class: choose from {levels}").format(
            word=word, levels=", ".join(LEVELS)
        )
    )
