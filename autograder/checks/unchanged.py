"""Whether what a student's function was given is still what it was before.

The calls that other checks make are looked at: none is made only to see what it changes.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import Check
from autograder.expect import Failure
from autograder.records.kinds import Lent, Model
from autograder.student import Student
from autograder.text import _


@dataclass(frozen=True)
class Trace:
    """What a call left of its arguments: what is changed, files beside it, the model then and now.

    Attributes:
        changed: the names of the arguments that are not what they were.
        strays: new files in the current folder.
        before: the model given, before the call; None where no model was looked at.
        after: and after it.
    """

    changed: list[str]
    strays: list[str]
    before: Model | None
    after: Model | None


def traced(
    student: Student, function: str, *args: Any, model: Lent | None = None, **keywords: Any
) -> Any:
    """Return what the student's function gives, and keep a trace of the call.

    Args:
        student: the student.
        function: the function's name.
        args: its arguments.
        model: the one among them to be looked at before and after, if any.
        keywords: its arguments by name.
    """
    before = None if model is None else student.state(model)
    value = getattr(student, function)(*args, **keywords)
    after = None if model is None else student.state(model)
    student.keep(f"trace of {function}", Trace(student.changed, student.strays, before, after))
    return value


def trace_of(
    student: Student, rng: np.random.Generator, function: str, earlier: Check
) -> Trace | None:
    """Return the trace of a call that an earlier check made, or makes now if it has not been run.

    None where it does not come as far as the call.
    """
    if student.kept(f"trace of {function}") is None:
        with contextlib.suppress(Failure):
            earlier.judge(student, rng)
    trace: Trace | None = student.kept(f"trace of {function}")
    return trace


def expect_left_alone(
    student: Student, rng: np.random.Generator, function: str, earlier: Check
) -> None:
    """Expect that a call in an earlier check changed nothing that it was given, nor wrote a file.

    Args:
        student: the student.
        rng: for the earlier check, if it has not been run.
        function: the function that was called.
        earlier: the check that calls it, `traced`.
    """
    trace = trace_of(student, rng, function, earlier)
    if trace is None:
        return
    student.changed, student.strays = trace.changed, trace.strays
    expect.left_alone(student, function)
    if trace.before is not None and trace.after is not None:
        expect_unchanged(trace.before, trace.after, function)


def expect_unchanged(before: Model, after: Model, function: str) -> None:
    """Expect the same weights, settings and compiled state in two records of the same model.

    Args:
        before: `Student.state` of the model before the call.
        after: and after it.
        function: the student's function that was called in between.
    """
    changed = ""
    old, new = (
        [array for layer in one.layers for array in layer.weights] for one in (before, after)
    )
    if len(old) != len(new) or not all(map(np.array_equal, old, new)):
        changed = _("its weights are not what they were")
    elif [layer.config for layer in before.layers] != [layer.config for layer in after.layers]:
        changed = _("its layers are not set as they were")
    elif before.compiled != after.compiled:
        changed = _("it has been compiled anew")
    expect.that(
        not changed,
        _("`{function}` changes the model").format(function=function),
        got=changed,
        promised=_("the model as it was"),
        kind="changed",
        evidence=("model", function, changed),
    )
