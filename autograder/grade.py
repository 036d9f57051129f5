"""grade(): a submission in, a Report out. Every door comes through here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.catalogue import checks_for, hidden_checks_for, misconceptions_for
from autograder.check import Check
from autograder.clean import MAX_PRINTED, clean
from autograder.judge import result, run_check
from autograder.report import CheckResult, ExerciseReport, Level, Message, Report, SourceLine
from autograder.student import Student
from autograder.submission import ModuleFile, find_modules, look_at
from autograder.text import _
from autograder.worker.crew import Crew
from autograder.worker.in_process import InProcessWorker
from autograder.worker.interface import Worker, WorkerStopped
from autograder.worker.limits import Limits


def grade(
    submission: str | Path,
    *,
    exercises: Sequence[str] = (),
    seed: int = 0,
    isolation: Level = "process",
    limits: Limits | None = None,
    hidden: bool = False,
) -> Report:
    """Grade a submission and return its Report.

    Args:
        submission: a module called after its exercise, or a folder of such modules.
        exercises: names of the exercises to grade; all that the submission could have if empty.
        seed: decides the random choices of every check.
        isolation: where student code runs.
        limits: what a worker may take; nothing limits ``"in-process"``.
        hidden: whether the checks that only instructors run are run too.

    Raises:
        SubmissionError: there is no submission at the path.
        CourseError: this machine cannot seal student code off as ``"sandbox"`` asks.
    """
    root = Path(submission).resolve()
    reports = []
    with Crew(root, isolation, limits) as crew:
        for path in find_modules(root):
            if exercises and path.stem not in exercises:
                continue
            grading = Grading(path, crew, seed=seed, hidden=hidden)
            results = [grading.run(check) for check in grading.checks]
            reports.append(ExerciseReport(path.stem, results))
    return Report(isolation, seed, reports)


class Grading:
    """The checks of one exercise on one module, run one by one.

    Args:
        path: the student's module, called after its exercise; it need not exist.
        crew: the workers of the submission that it belongs to.
        seed: decides the random choices of every check.
        hidden: whether the checks that only instructors run are run too.
        known: results that there are already, by the check's id.
        module: what can be said of the module without running it, where that is known already.
    """

    def __init__(
        self,
        path: Path,
        crew: Crew,
        *,
        seed: int = 0,
        hidden: bool = False,
        known: Mapping[str, CheckResult] | None = None,
        module: ModuleFile | None = None,
    ) -> None:
        self.path = path
        self.crew = crew
        self.seed = seed
        self.checks = checks_for(path.stem) + (hidden_checks_for(path.stem) if hidden else ())
        self.module = module or look_at(path, follow=crew.isolation != "sandbox")
        self.exercise = self.module.exercise
        known = known or {}
        self._results = {check: known[check.id] for check in self.checks if check.id in known}
        self._memory: dict[str, tuple[str, Any]] = {}
        self._blocked = False
        self._import_exception: BaseException | None = None

    @property
    def student_exception(self) -> BaseException | None:
        """What the student's code last raised, alive, for a debugger; only in-process."""
        if self._import_exception is None and self.crew.isolation == "in-process":
            worker = self.crew.student()
            assert isinstance(worker, InProcessWorker)
            return worker.host.last_exception
        return self._import_exception

    def run(self, check: Check) -> CheckResult:
        """Return the result of `check`, running it, and those it comes after, if need be."""
        if check not in self._results:
            self._results[check] = self._run(check)
        return self._results[check]

    def _run(self, check: Check) -> CheckResult:
        if not self.module.problem and self.module.untouched.intersection(check.functions):
            return result(check, "not started")
        if self._blocked:
            return self._skipped(check, _("{file} cannot be imported").format(file=self.path.name))
        for earlier in check.after:
            if self.run(earlier).status != "passed":
                return self._skipped(check, _("first comes `{id}`").format(id=earlier.id))
        if self.crew.out_of_time:
            return self._skipped(check, _("the time for the whole submission is used up"))
        if self.module.problem:
            self._blocked = True
            failed = _ImportFailed(self.module.problem, lines=self.module.lines)
            return self._cannot_import(check, failed)
        try:
            student = self._student()
        except _ImportFailed as failed:
            self._blocked = True
            return self._cannot_import(check, failed)
        student.worker.start_clock()
        found = run_check(check, student, self.seed, misconceptions_for(self.exercise.name))
        if found.message is not None and found.message.kind in ("time", "died", "garbled"):
            self.crew.drop()
        printed = clean(student.worker.take_output(), MAX_PRINTED)
        return dataclasses.replace(found, printed=printed)

    def _skipped(self, check: Check, why: str) -> CheckResult:
        return result(check, "skipped", message=Message("skipped", why))

    def _cannot_import(self, check: Check, failed: _ImportFailed) -> CheckResult:
        message = Message(
            "import",
            failed.problem,
            got=failed.got,
            lines=failed.lines,
            hint=failed.hint,
            see="start#import",
        )
        return result(check, "failed", message=message)

    def _student(self) -> Student:
        """Return the student's functions, in a worker that has imported the module."""
        worker = self.crew.student()
        if self.exercise.name not in self.crew.loaded:
            worker.start_clock()
            self._import(worker)
            self.crew.loaded.add(self.exercise.name)
        return Student(self.exercise, worker, self.crew.fresh, memory=self._memory)

    def _import(self, worker: Worker) -> None:
        try:
            answer = worker.ask({"do": "load", "module": self.exercise.name})
        except WorkerStopped as stopped:
            self.crew.drop()
            raise _ImportFailed(
                _("{file} cannot be imported: {why}").format(
                    file=self.path.name, why=stopped.problem
                )
            ) from None
        if "raised" in answer:
            if isinstance(worker, InProcessWorker):
                self._import_exception = worker.host.last_exception
            self.crew.drop()
            raise _import_failed(self.path.name, answer["raised"])


class _ImportFailed(Exception):
    def __init__(
        self,
        problem: str,
        got: str = "",
        lines: list[SourceLine] | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.got = got
        self.lines = lines or []
        self.hint = hint


def _import_failed(file: str, raised: object) -> _ImportFailed:
    from autograder.judge import raised_failure
    from autograder.records.kinds import Raised

    if not isinstance(raised, Raised):
        return _ImportFailed(_("{file} cannot be imported").format(file=file))
    failure = raised_failure(raised)
    return _ImportFailed(
        _("{file} cannot be imported: {why}").format(file=file, why=failure.problem),
        failure.got,
        failure.lines,
        failure.hint,
    )
