"""What a check is: a function that calls a student's functions and says what they must do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from autograder.student import Student

Judge = Callable[["Student", "np.random.Generator"], None]

HIDDEN_POINTS = 2


@dataclass(frozen=True, eq=False)
class Check:
    """A check: its id, the sentence it enforces, its worth, and the function that judges.

    Attributes:
        id: the judging function's name.
        title: the judging function's docstring, which is what the student reads.
        functions: the student's functions that it calls.
        points: what it is worth.
        see: the note that explains it, as ``page#anchor``.
        after: checks that must have passed, or this one is skipped.
        judge: raises `expect.Failure` (or lets it pass) on a student's wrong answer.
        hidden: whether only instructors run it; its points are then lost if it fails, and not
            earned if it passes.
    """

    id: str
    title: str
    functions: tuple[str, ...]
    points: int
    see: str
    after: tuple[Check, ...]
    judge: Judge
    hidden: bool = False


def check(
    *functions: str, points: int, see: str, after: Check | tuple[Check, ...] = ()
) -> Callable[[Judge], Check]:
    """Make a `Check` of the judging function below.

    Args:
        functions: the names of the student's functions that it calls.
        points: what it is worth.
        see: the note that explains it, as ``page#anchor``.
        after: the check or checks that must pass first.
    """

    def decorate(judge: Judge) -> Check:
        return Check(
            id=judge.__name__,  # type: ignore[attr-defined]
            title=" ".join((judge.__doc__ or "").split()),
            functions=functions,
            points=points,
            see=see,
            after=after if isinstance(after, tuple) else (after,),
            judge=judge,
        )

    return decorate


def hidden_check(
    *functions: str, see: str, after: Check | tuple[Check, ...]
) -> Callable[[Judge], Check]:
    """Make a hidden `Check` of the judging function below; if it fails, it costs `HIDDEN_POINTS`.

    Args:
        functions: the names of the student's functions that it calls.
        see: the note that explains it, as ``page#anchor``.
        after: the visible checks of these functions: where one of them has not passed, this one
            is skipped, so that no fault costs twice.
    """
    decorate = check(*functions, points=HIDDEN_POINTS, see=see, after=after)
    return lambda judge: dataclasses.replace(decorate(judge), hidden=True)


def checks_of(module: Any) -> tuple[Check, ...]:
    """Return the checks defined in a module of `autograder.checks`, in the order they stand in."""
    return tuple(value for value in vars(module).values() if isinstance(value, Check))
