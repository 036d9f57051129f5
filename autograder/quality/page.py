"""``quality.html``: what was measured, with the matrix of checks against misconceptions."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.catalogue import misconceptions_for
from autograder.quality.measured import CheckPower, Measured
from autograder.quality.screen import fault_lists, numbers
from autograder.results.pages import page


@dataclass(frozen=True)
class Matrix:
    """Which check of an exercise catches which wrong module.

    Attributes:
        exercise: the exercise.
        checks: its checks.
        wrong: names of the wrong modules, each with its title, "" if it has none.
    """

    exercise: str
    checks: tuple[CheckPower, ...]
    wrong: dict[str, str]


def quality_page(measured: Measured) -> str:
    """Return the page."""
    return page(
        "quality.html.jinja",
        measured=measured,
        numbers=numbers(measured),
        faults=[(title, faults) for title, faults in fault_lists(measured) if faults],
        matrices=_matrices(measured.checks),
    )


def _matrices(checks: tuple[CheckPower, ...]) -> list[Matrix]:
    found = []
    for exercise in dict.fromkeys(power.exercise for power in checks):
        titles = {wrong.id: wrong.title for wrong in misconceptions_for(exercise)}
        powers = tuple(power for power in checks if power.exercise == exercise)
        names = dict.fromkeys(name for power in powers for name in power.misconceptions)
        order = [
            *(name for name in titles if name in names),
            *(n for n in names if n not in titles),
        ]
        found.append(Matrix(exercise, powers, {name: titles.get(name, "") for name in order}))
    return found
