"""Which checks and misconceptions belong to which exercise: modules of the exercise's name."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from autograder.check import Check, checks_of
from autograder.errors import CourseError
from autograder.exercises import EXERCISES, NAMES
from autograder.misconception import Misconception, misconceptions_of
from autograder.text import _

HIDDEN = "autograder.checks.hidden"
WRONG = "autograder.misconceptions"


def checks_for(exercise: str) -> tuple[Check, ...]:
    """Return the checks of an exercise, in order. TensorFlow is not imported by this."""
    return checks_of(importlib.import_module(f"autograder.checks.{exercise}"))


def hidden_checks_for(exercise: str) -> tuple[Check, ...]:
    """Return the checks of an exercise that only instructors run, in order.

    There are none where the package has none: in what students are given.

    Raises:
        CourseError: they are there, but not the solution that they compare with.
    """
    try:
        module = importlib.import_module(f"{HIDDEN}.{exercise}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(HIDDEN):
            return ()
        raise
    return checks_of(module)


def misconceptions_for(exercise: str) -> tuple[Misconception, ...]:
    """Return the misconceptions of an exercise, in order.

    They stand in modules that are called after the exercise, or after one of its functions.
    """
    functions = EXERCISES[NAMES.index(exercise)].functions
    names = [f"{WRONG}.{name}" for name in dict.fromkeys((exercise, *functions))]
    modules = [importlib.import_module(name) for name in names if find_spec(name)]
    return tuple(wrong for module in modules for wrong in misconceptions_of(module))


def require_hidden() -> None:
    """Raise `CourseError` where there are no hidden checks, or where they cannot be run."""
    if sum(len(hidden_checks_for(name)) for name in NAMES) == 0:
        raise CourseError(_("there are no hidden checks here, only in the instructor's copy."))
