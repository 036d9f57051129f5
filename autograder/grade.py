"""grade(): a submission in, a Report out. Every door comes through here."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from autograder.catalogue import checks_for, misconceptions_for
from autograder.check import Check
from autograder.judge import result, run_check
from autograder.report import CheckResult, ExerciseReport, Level, Message, Report, SourceLine
from autograder.student import Student
from autograder.submission import ModuleFile, find_modules, look_at
from autograder.text import _
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
) -> Report:
    """Grade a submission and return its Report.

    Args:
        submission: a module called after its exercise, or a folder of such modules.
        exercises: names of the exercises to grade; all that the submission could have if empty.
        seed: decides the random choices of every check.
        isolation: where student code runs: ``"in-process"`` or ``"process"``.
        limits: what a worker may take; nothing limits ``"in-process"``.

    Raises:
        SubmissionError: there is no submission at the path.
    """
    reports = []
    for path in find_modules(Path(submission)):
        if exercises and path.stem not in exercises:
            continue
        with Grading(path, seed=seed, isolation=isolation, limits=limits) as grading:
            results = [grading.run(check) for check in grading.checks]
        reports.append(ExerciseReport(path.stem, results))
    return Report(isolation, seed, reports)


class Grading:
    """The checks of one exercise on one module, run one by one; a context manager.

    Args:
        path: the student's module, called after its exercise; it need not exist.
        seed: decides the random choices of every check.
        isolation: where student code runs.
        limits: what a worker may take.
    """

    def __init__(
        self,
        path: Path,
        *,
        seed: int = 0,
        isolation: Level = "process",
        limits: Limits | None = None,
    ) -> None:
        self.path = path.resolve()
        self.seed = seed
        self.isolation: Level = isolation
        self.limits = limits or Limits()
        self.checks = checks_for(path.stem)
        self.module: ModuleFile = look_at(self.path)
        self.exercise = self.module.exercise
        self._results: dict[Check, CheckResult] = {}
        self._place = tempfile.TemporaryDirectory(prefix="autograder-")
        self._worker: Worker | None = None
        self._fresh: Worker | None = None
        self._blocked = False
        self._import_exception: BaseException | None = None

    def __enter__(self) -> Grading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and remove their files."""
        for worker in (self._worker, self._fresh):
            if worker is not None:
                worker.close()
        self._worker = self._fresh = None
        self._place.cleanup()

    @property
    def student_exception(self) -> BaseException | None:
        """What the student's code last raised, alive, for a debugger; only in-process."""
        worker = self._worker
        if isinstance(worker, InProcessWorker):
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
            self._drop_worker()
        elif self._worker is not None:
            found = dataclasses.replace(found, printed=self._worker.take_output())
        return found

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
        if self._worker is None:
            self._worker = self._open(self.path)
            self._import(self._worker)
        files = Path(tempfile.mkdtemp(dir=self._place.name))
        return Student(self.exercise, self._worker, self._open_fresh, files)

    def _import(self, worker: Worker) -> None:
        try:
            answer = worker.ask({"do": "load"})
        except WorkerStopped as stopped:
            self._drop_worker()
            raise _ImportFailed(
                _("{file} cannot be imported: {why}").format(
                    file=self.path.name, why=stopped.problem
                )
            ) from None
        if "raised" in answer:
            self._import_exception = self.student_exception
            self._drop_worker()
            raise _import_failed(self.path.name, answer["raised"])

    def _open(self, path: Path | None) -> Worker:
        folder = Path(tempfile.mkdtemp(dir=self._place.name))
        if self.isolation == "in-process":
            return InProcessWorker(path, folder)
        from autograder.worker.process import ProcessWorker

        return ProcessWorker(path, folder, self.limits)

    def _open_fresh(self) -> Worker:
        """Return the worker that never imports anything of the student's."""
        if self._fresh is None:
            self._fresh = self._open(None)
        self._fresh.start_clock()
        return self._fresh

    def _drop_worker(self) -> None:
        """Close the worker; the next check gets a fresh one."""
        for worker in (self._worker, self._fresh):
            if worker is not None:
                worker.close()
        self._worker = self._fresh = None


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
