"""The command `autograder quality`: what was typed, what is on the screen, how it ends."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from autograder.batch.bar import STOPPED_BY_CTRL_C, Bar
from autograder.batch.judges import Nursery
from autograder.batch.settings import exercises_asked_for
from autograder.catalogue import require_hidden
from autograder.errors import CourseError
from autograder.project import project_root
from autograder.quality.apart import tasks, verdicts_apart
from autograder.quality.measured import Measured, measure, to_dict
from autograder.quality.mutants import harmless_mutants, mutants
from autograder.quality.page import quality_page
from autograder.quality.screen import shown
from autograder.quality.specimens import (
    Specimen,
    misconceptions,
    modules_in,
    reference_solutions,
)
from autograder.quality.trial import Trial, Verdict, verdicts
from autograder.text import _


def measure_quality(
    *,
    right: Path | None,
    wrong: Path | None,
    exercises: Sequence[str],
    seeds: int,
    with_mutants: bool,
    hidden: bool,
    jobs: int | None,
    out: Path,
) -> int:
    """Measure the grader as the options say, with a progress bar; show and write what was found.

    Returns:
        how many faults the grader has.

    Raises:
        CourseError: an option makes no sense, or nothing can be graded on this machine.
        SystemExit: somebody pressed Ctrl-C.
    """
    names = exercises_asked_for(exercises)
    if hidden:
        require_hidden()
    if right or wrong:
        specimens = _of_folders(right, wrong, names)
    else:
        specimens = of_the_course(project_root(), names)
    jobs = jobs or (os.cpu_count() or 1) + 1  # a judge and its worker take turns
    further, whole = range(1, seeds), [one for one in specimens if not one.misconception]
    trials = [Trial(specimens, [0], jobs, hidden=hidden)]
    if whole and further:
        trials.append(Trial(whole, further, jobs, hidden=hidden))
    if with_mutants:
        trials.append(Trial(mutants(project_root(), names), [0], jobs))
    console = Console()
    found: list[Verdict] = []
    with Nursery() as nursery, Bar(console) as bar:
        graded = sum(len(trial.submissions) * len(trial.seeds) for trial in trials)
        bar.begin(graded + tasks(specimens, further))
        try:
            for trial in trials:
                found += verdicts(trial, nursery, bar.finished)
            found += verdicts_apart(specimens, further, jobs, lambda: bar.finished(None))
        except KeyboardInterrupt:
            raise SystemExit(STOPPED_BY_CTRL_C) from None
    measured = measure(found, harmless_mutants(project_root()) if with_mutants else ())
    _write(measured, out)
    console.print(shown(measured), highlight=False)
    console.print(_("details: {page}").format(page=out / "quality.html"), highlight=False)
    return measured.faults


def of_the_course(root: Path, exercises: Sequence[str]) -> list[Specimen]:
    """Return the course's own specimens: solutions, right work in other styles, misconceptions."""
    return [
        *reference_solutions(root, exercises),
        *modules_in(root / "tests" / "right", "right", exercises),
        *misconceptions(root, exercises),
    ]


def _of_folders(right: Path | None, wrong: Path | None, names: Sequence[str]) -> list[Specimen]:
    found = modules_in(right, "right", names) if right else []
    return found + (modules_in(wrong, "wrong", names) if wrong else [])


def _write(measured: Measured, out: Path) -> None:
    text = json.dumps(to_dict(measured), ensure_ascii=False, indent=2) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "quality.json").write_text(text, encoding="utf-8")
        (out / "quality.html").write_text(quality_page(measured), encoding="utf-8")
    except OSError as error:
        raise CourseError(
            _("Cannot write to {path}: {why}.").format(path=out, why=error.strerror or error)
        ) from None
