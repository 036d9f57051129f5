"""Run one check on one student and say what became of it."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder.check import Check
from autograder.clean import clean_message
from autograder.errors import CourseError
from autograder.evidence import shared
from autograder.exercises import Exercise
from autograder.expect import Failure, StudentRaised
from autograder.misconception import Misconception
from autograder.naming import as_student, find_misconception
from autograder.records.kinds import Raised
from autograder.report import CheckResult, Comparison, Message, Picture, SourceLine, Status
from autograder.seeds import number_for
from autograder.student import Student
from autograder.text import _, language
from autograder.worker.interface import WorkerStopped

UNNAMED = ("missing", "signature", "time", "memory", "died", "garbled", "broken")


def check_seed(exercise: Exercise, check: Check, seed: int | None) -> int:
    """Return the number that random choices in a check depend on: not on its place or neighbours.

    The worker is given the one without the seed, so that nobody there can work out the judge's.
    """
    return number_for(exercise.name, check.id, seed)


def run_check(
    check: Check, student: Student, seed: int, misconceptions: Sequence[Misconception]
) -> CheckResult:
    """Run `check` on `student` and return the result.

    Args:
        check: the check.
        student: the student's functions.
        seed: decides the check's random choices.
        misconceptions: those of the exercise; the first that gives the student's answer is named.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
        CourseError: nothing can be graded on this machine.
    """
    started = time.perf_counter()
    try:
        fault = _fault_of(check, student, seed)
    except WorkerStopped as stopped:
        fault = Failure(stopped.kind, stopped.problem)
    if fault is None:
        return result(check, "passed", seconds=time.perf_counter() - started)
    named = None
    if fault.kind not in UNNAMED:
        named = named_by(check, fault.evidence, misconceptions, student.exercise, seed)
    return result(
        check,
        "error" if fault.kind == "broken" else "failed",
        message=_message(check, fault, student.call, named),
        misconception=named.id if named else "",
        pictures=_pictures(student),
        seconds=time.perf_counter() - started,
    )


def result(
    check: Check, status: Status, message: Message | None = None, **details: Any
) -> CheckResult:
    """Return the result of `check`: full points if it passed, else none.

    A hidden check gives none; if it failed, it takes its points away.
    """
    earned = check.points if status == "passed" else 0
    if check.hidden:
        earned = -check.points if status == "failed" else 0
    return CheckResult(
        id=check.id,
        title=_(check.title),
        functions=list(check.functions),
        status=status,
        points=earned,
        out_of=0 if check.hidden else check.points,
        hidden=check.hidden,
        message=clean_message(message) if message else None,
        **details,
    )


def _fault_of(check: Check, student: Student, seed: int) -> Failure | None:
    """Return why the student's answer is wrong, None if it is right."""
    rng = np.random.default_rng(check_seed(student.exercise, check, seed))
    student.seed, student.functions = seed, check.functions
    try:
        student.begin(check_seed(student.exercise, check, None))
        check.judge(student, rng)
    except Failure as failure:
        return failure
    except StudentRaised as raised:
        return raised_failure(raised.record)
    except (WorkerStopped, KeyboardInterrupt, CourseError):
        raise
    except Exception as error:  # a fault of the check's own, not of the student's
        return Failure(
            "broken",
            _("the check itself broke ({type}: {text}); please report it to your teacher").format(
                type=type(error).__name__, text=str(error)[:200]
            ),
        )
    return None


def named_by(
    check: Check,
    seen: Any,
    misconceptions: Sequence[Misconception],
    exercise: Exercise,
    seed: int,
) -> Misconception | None:
    """Return the first of those that `check` catches of which it sees the same: `seen`."""
    candidates = [wrong for wrong in misconceptions if check.id in wrong.caught_by]
    return find_misconception(
        seen, candidates, lambda wrong: evidence_of(check, wrong, exercise, seed)
    )


def evidence_of(check: Check, wrong: Misconception, exercise: Exercise, seed: int) -> Any:
    """Return what `check` sees of a misconception's fault; None where it sees none.

    It is the same for every student; sentences may be part of it.
    """
    return _evidence_in(language(), check, wrong, exercise, seed)


@functools.lru_cache(maxsize=1024)
def _evidence_in(
    language: str, check: Check, wrong: Misconception, exercise: Exercise, seed: int
) -> Any:
    key = (language, exercise.name, check.id, wrong.id, seed)
    return shared(key, lambda: _work_out_evidence(check, wrong, exercise, seed))


def _work_out_evidence(check: Check, wrong: Misconception, exercise: Exercise, seed: int) -> Any:
    with as_student(exercise, wrong) as student:
        try:
            fault = _fault_of(check, student, seed)
        except WorkerStopped:
            return None
    return None if fault is None else fault.evidence


def raised_failure(record: Raised) -> Failure:
    """Return what is to be said of an exception that the student's code raised."""
    text = f"{record.type_name}: {record.text}" if record.text else record.type_name
    hint = ""
    problem = _("your code raised {type}").format(type=record.type_name)
    if "NotImplementedError" in record.types:
        problem = _("it still raises NotImplementedError")
        hint = _("remove that line once your code returns the result")
    elif "SystemExit" in record.types:
        problem = _("your code leaves the program (sys.exit)")
        hint = _("return the result instead of leaving")
    elif "RecursionError" in record.types:
        problem = _("a function calls itself without end (RecursionError)")
        text = ""
    elif "ModuleNotFoundError" in record.types:
        hint = _(
            "the exercises need Python's library, numpy, tensorflow, keras, matplotlib, sklearn"
        )
    return Failure(
        "raised",
        problem,
        got=" ".join(text.split())[:300],
        evidence=("raised", record.type_name, _without_numbers(record.text)),
        hint=hint,
        lines=[
            SourceLine(frame.file, frame.line, frame.function, frame.source)
            for frame in record.frames
        ],
    )


def _without_numbers(text: str) -> str:
    """Return the first line, without numbers, paths, and what Keras tells variables apart by."""
    if not text:
        return ""
    line = re.sub(r"(?<=\bfilepath=)\S*", _sort_of_name, text.splitlines()[0])
    return re.sub(r"_?\d+|\bpath='[^']*'", "", line)


def _sort_of_name(path: re.Match[str]) -> str:
    """Return what is the same in all file names of a sort: an epoch's place, and the ending."""
    name = PurePath(path[0]).name
    place = "{epoch}" if "{epoch" in name else ""
    return place + PurePath(name).suffix


def _message(check: Check, fault: Failure, call: str, named: Misconception | None) -> Message:
    comparison = None
    if fault.comparison is not None:
        theirs, promised = fault.comparison
        comparison = Comparison(_grey(theirs), _grey(promised))
    return Message(
        kind=fault.kind,
        problem=fault.problem,
        call=call,
        got=fault.got,
        promised=fault.promised,
        lines=fault.lines,
        mistake=_(named.title) if named else "",
        hint=_(named.hint) if named else fault.hint,
        see=(named.see if named else "") or fault.see or check.see,
        comparison=comparison,
    )


def _grey(image: np.ndarray) -> list[list[int]]:
    """Return an image with values 0–1 (or 0–255) as rows of integers 0–255."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    if values.size and values.max() <= 1.5:
        values = values * 255
    return [[int(value) for value in row] for row in np.clip(values, 0, 255).round()]


def _pictures(student: Student) -> list[Picture]:
    if student.figure is None:
        return []
    try:
        png = student.picture(student.figure)
    except (Failure, StudentRaised, WorkerStopped):
        return []
    return [Picture("figure.png", png)]
