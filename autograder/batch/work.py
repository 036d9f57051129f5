"""One submission on its way through a batch: what is still to be done for it, and what is known."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.batch.fingerprint import fingerprints
from autograder.batch.handed_in import HandedIn
from autograder.batch.journal import Journal
from autograder.batch.judge import Job, Known
from autograder.batch.prepare import prepare
from autograder.batch.record import Graded, State, Usage
from autograder.batch.settings import Settings
from autograder.catalogue import checks_for, hidden_checks_for
from autograder.check import Check
from autograder.exercises import NAMES
from autograder.judge import result
from autograder.report import CheckResult, ExerciseReport, Message, Report
from autograder.text import _

MAX_CRASHES = 4


@dataclass
class Work:
    """One submission's modules and the results so far.

    Attributes:
        handed: who handed what in.
        folder: the modules, in a folder of the batch's own.
        notes: sentences about the submission.
        fingerprints: of every exercise that is graded, as the submission is now.
        settings: how it is graded, and which exercises are left to be.
        earlier: reports of other exercises, from an earlier batch, that still hold.
        known: results so far.
        current: exercise and check that the judge is at.
        crashes: how many judges have ended over it.
        crashed_at: where the last of them did.
    """

    handed: HandedIn
    folder: Path
    notes: list[str]
    fingerprints: dict[str, str]
    settings: Settings
    earlier: list[ExerciseReport] = field(default_factory=list)
    known: Known = field(default_factory=dict)
    current: tuple[str, str] | None = None
    crashes: int = 0
    crashed_at: tuple[str, str] | None = None

    @property
    def job(self) -> Job:
        """What a judge is to do."""
        return Job(self.folder, self.settings, self.known)

    @property
    def is_unreadable(self) -> bool:
        """Whether there is no module in it that could be graded."""
        return not any((self.folder / f"{name}.py").exists() for name in NAMES)

    def keep(self, exercise: str, found: CheckResult) -> None:
        """Keep a result."""
        self.known.setdefault(exercise, {})[found.id] = found

    def crashed(self) -> bool:
        """Note that the judge ended in the current check; return whether to go on.

        The check is tried once more, since the system may have killed the judge for want of memory;
        the second time the check is lost.
        """
        self.crashes += 1
        before, self.crashed_at = self.crashed_at, self.current
        if self.current is not None and self.current == before:
            exercise, check_id = self.current
            check = next(c for c in self._checks(exercise) if c.id == check_id)
            sentence = _("the grader itself stopped in this check; please tell its authors")
            self.keep(exercise, result(check, "error", message=Message("broken", sentence)))
        self.current = None
        return self.crashes < MAX_CRASHES

    def graded(self, state: State, usage: Usage) -> Graded:
        """Return the record; checks that nobody came to are skipped ones in it."""
        reports = {report.name: report for report in self.earlier}
        for name in self.settings.exercises:
            known = self.known.get(name, {})
            results = [known.get(c.id) or _not_run(c, state) for c in self._checks(name)]
            reports[name] = ExerciseReport(name, results)
        ordered = [reports[name] for name in NAMES if name in reports]
        return Graded(
            student=self.handed.student,
            state=state,
            report=Report(self.settings.isolation, self.settings.seed, ordered),
            notes=self.notes,
            lms=self.handed.lms,
            fingerprints=self.fingerprints,
            usage=usage,
        )

    def _checks(self, exercise: str) -> tuple[Check, ...]:
        hidden = hidden_checks_for(exercise) if self.settings.hidden else ()
        return checks_for(exercise) + hidden

    def remove(self) -> None:
        """Remove the folder of the modules."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _not_run(check: Check, state: State) -> CheckResult:
    if state == "unreadable":
        return result(check, "not started")
    return result(check, "skipped", message=Message("skipped", _("grading stopped before it")))


def outstanding(
    handed: list[HandedIn],
    journal: Journal,
    settings: Settings,
    regrade: Collection[str],
    place: Path,
) -> Iterator[Work | None]:
    """Yield for every submission what is left to be done; None where nothing is.

    Args:
        handed: the submissions.
        journal: what is finished.
        settings: how they are graded.
        regrade: students whose submissions are graded anew in any case.
        place: a folder for their modules.
    """
    for number, one in enumerate(handed):
        folder = place / str(number)
        folder.mkdir()
        notes = prepare(one, folder)
        now = fingerprints(folder, replace(settings, exercises=NAMES))
        before = journal.read(one.student) if one.student in journal.places else None
        held = set()
        if before is not None and one.student not in regrade:
            held = {name for name, print_ in before.fingerprints.items() if now[name] == print_}
        left = tuple(name for name in settings.exercises if name not in held)
        if not left and before is not None and (before.notes, before.lms) == (notes, one.lms):
            shutil.rmtree(folder)
            yield None
            continue
        yield Work(
            handed=one,
            folder=folder,
            notes=notes,
            fingerprints={name: now[name] for name in NAMES if name in held or name in left},
            settings=replace(settings, exercises=left),
            earlier=[r for r in before.report.exercises if r.name in held] if before else [],
        )
