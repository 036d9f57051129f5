"""``printed/NAME.html``: what a student's code printed. It differs from run to run."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from autograder.batch.record import Graded
from autograder.results.pages import page


@dataclass(frozen=True)
class Printed:
    """What the code printed during one check."""

    exercise: str
    check: str
    text: str


def printed_page(graded: Graded) -> str:
    """Return the page; what was printed during hidden checks is not on it."""
    return page("printed.html.jinja", student=graded.student, everything=_everything(graded))


def _everything(graded: Graded) -> list[Printed]:
    return [
        Printed(exercise.name, check.id, text)
        for exercise in graded.report.exercises
        for check in exercise.checks
        if check.printed and not check.hidden and (text := _plain(check.printed))
    ]


def _plain(printed: str) -> str:
    """Return the text as a terminal would have shown it in the end, without colours."""
    from rich.text import Text

    kept = "".join(
        letter
        for letter in Text.from_ansi(printed).plain
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return kept.strip("\n") if kept.strip() else ""
