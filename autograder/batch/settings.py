"""How a batch is graded: the same for every submission in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.report import Level
from autograder.text import _
from autograder.worker.limits import Limits


@dataclass(frozen=True)
class Settings:
    """How every submission of a batch is graded.

    Attributes:
        exercises: names of the exercises to grade, in their order.
        seed: decides the random choices of every check.
        isolation: where student code runs.
        limits: what a worker may take.
        hidden: whether the checks that only instructors run are run too.
    """

    exercises: tuple[str, ...] = NAMES
    seed: int = 0
    isolation: Level = "sandbox"
    limits: Limits = field(default_factory=Limits)
    hidden: bool = False


def settings_to_dict(settings: Settings) -> dict[str, Any]:
    """Return the settings as plain data."""
    return dataclasses.asdict(settings)


def settings_from_dict(data: dict[str, Any]) -> Settings:
    """Return the settings that `settings_to_dict` made `data` of."""
    limits = Limits(**data["limits"])
    return Settings(**{**data, "exercises": tuple(data["exercises"]), "limits": limits})


def exercises_asked_for(names: Collection[str]) -> tuple[str, ...]:
    """Return these exercises in their order; all, if there are none.

    Raises:
        CourseError: there is no exercise of such a name.
    """
    for name in names:
        if name not in NAMES:
            raise CourseError(
                _("there is no exercise called '{name}': choose from {names}").format(
                    name=name, names=", ".join(NAMES)
                )
            )
    return tuple(name for name in NAMES if not names or name in names)
