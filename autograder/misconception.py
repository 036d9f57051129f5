"""What a misconception is: a wrong solution that learners write, with a name and a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Misconception:
    """A named wrong solution of one function.

    Attributes:
        id: the wrong function's name.
        title: its docstring, the mistake in one line ("divides by 256").
        replaces: the exercise's function that it stands for.
        caught_by: ids of the checks that it fails.
        hint: what helps against it, without giving the line away.
        see: the note that explains it, as ``page#anchor``.
        function: the wrong solution; it works, but does the wrong thing.
        also: other functions of the exercise that its checks need besides.
    """

    id: str
    title: str
    replaces: str
    caught_by: tuple[str, ...]
    hint: str
    see: str
    function: Callable[..., Any]
    also: dict[str, Callable[..., Any]]


def misconception(
    replaces: str,
    *,
    caught_by: tuple[str, ...] | str,
    hint: str,
    see: str,
    also: dict[str, Callable[..., Any]] | None = None,
) -> Callable[[Callable[..., Any]], Misconception]:
    """Make a `Misconception` of the wrong function below; its docstring is the mistake's name."""

    def decorate(function: Callable[..., Any]) -> Misconception:
        return Misconception(
            id=function.__name__,  # type: ignore[attr-defined]
            title=" ".join((function.__doc__ or "").split()),
            replaces=replaces,
            caught_by=(caught_by,) if isinstance(caught_by, str) else caught_by,
            hint=hint,
            see=see,
            function=function,
            also=also or {},
        )

    return decorate


def misconceptions_of(module: Any) -> tuple[Misconception, ...]:
    """Return the misconceptions defined in a module, in the order they stand in."""
    return tuple(value for value in vars(module).values() if isinstance(value, Misconception))
