"""Grade specimens: one of each exercise makes up a submission, and the class is graded."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from autograder.batch.handed_in import HandedIn
from autograder.batch.journal import open_journal
from autograder.batch.judges import Nursery
from autograder.batch.record import Graded
from autograder.batch.run import Batch, run
from autograder.batch.settings import Settings
from autograder.exercises import NAMES
from autograder.quality.specimens import Specimen
from autograder.report import CheckResult, Level
from autograder.worker.limits import Limits

LIMITS = Limits(seconds=60.0, cpu_seconds=10.0, total_seconds=math.inf)


@dataclass(frozen=True)
class Verdict:
    """What became of a specimen with one seed."""

    specimen: Specimen
    seed: int
    checks: tuple[CheckResult, ...]

    @property
    def not_passed(self) -> tuple[CheckResult, ...]:
        """The checks that cost points, or were not run."""
        return tuple(check for check in self.checks if check.status != "passed")

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that found a fault."""
        return tuple(check for check in self.checks if check.status == "failed")


@dataclass(frozen=True)
class Trial:
    """What is graded, and how.

    Attributes:
        specimens: the modules.
        seeds: all of them are graded with each of these.
        jobs: how many submissions are graded at once.
        isolation: where the modules run.
        hidden: whether the checks that only instructors run are run too.
    """

    specimens: Sequence[Specimen]
    seeds: Sequence[int]
    jobs: int = 1
    isolation: Level = "process"
    hidden: bool = False

    @property
    def submissions(self) -> list[dict[str, Specimen]]:
        """The specimens as submissions: of each exercise at most one, all of one kind."""
        found = []
        for kind in ("right", "wrong", "mutant"):
            columns = [
                [one for one in self.specimens if one.kind == kind and one.exercise == name]
                for name in NAMES
            ]
            found += [{one.exercise: one for one in row if one} for row in zip_longest(*columns)]
        return found


def verdicts(
    trial: Trial, nursery: Nursery, finished: Callable[[Graded | None], None]
) -> Iterator[Verdict]:
    """Yield what became of each specimen with each seed, seed by seed.

    Args:
        trial: what is graded, and how.
        nursery: where judges come from.
        finished: is told of each submission.

    Raises:
        CourseError: nothing can be graded on this machine.
    """
    submissions = trial.submissions
    with tempfile.TemporaryDirectory() as place:
        handed = [_hand_in(one, Path(place, str(n))) for n, one in enumerate(submissions)]
        exercises = tuple(name for name in NAMES if any(name in one for one in submissions))
        for seed in trial.seeds:
            graded: list[Graded] = []
            settings = Settings(exercises, seed, trial.isolation, LIMITS, trial.hidden)
            results, modules = Path(place, f"results-{seed}"), Path(place, f"modules-{seed}")
            results.mkdir()
            modules.mkdir()

            def keep(one: Graded | None, graded: list[Graded] = graded) -> None:
                graded.extend([one] if one else [])
                finished(one)

            with open_journal(results) as journal:
                run(Batch(handed, settings, trial.jobs), journal, modules, keep, nursery)
            for one in sorted(graded, key=lambda one: int(one.student)):
                submission = submissions[int(one.student)]
                for report in one.report.exercises:
                    if report.name in submission:
                        yield Verdict(submission[report.name], seed, tuple(report.checks))


def _hand_in(submission: dict[str, Specimen], folder: Path) -> HandedIn:
    folder.mkdir()
    for name, specimen in submission.items():
        (folder / f"{name}.py").write_text(specimen.source, encoding="utf-8")
    return HandedIn(student=folder.name, sources=(folder,))
