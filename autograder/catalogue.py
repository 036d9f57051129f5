"""Which checks and misconceptions belong to which exercise: modules of the exercise's name."""

from __future__ import annotations

import importlib
import importlib.util

from autograder.check import Check, checks_of
from autograder.misconception import Misconception, misconceptions_of


def checks_for(exercise: str) -> tuple[Check, ...]:
    """Return the checks of an exercise, in order. TensorFlow is not imported by this."""
    return checks_of(importlib.import_module(f"autograder.checks.{exercise}"))


def misconceptions_for(exercise: str) -> tuple[Misconception, ...]:
    """Return the misconceptions of an exercise, in order."""
    return misconceptions_of(importlib.import_module(f"autograder.misconceptions.{exercise}"))
