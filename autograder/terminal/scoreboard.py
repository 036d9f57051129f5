"""How far a student has come: a line for each exercise, and one line that says it all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.align import AlignMethod
from rich.console import Console, ConsoleOptions
from rich.text import Text

from autograder.exercises import exercise
from autograder.report import ExerciseReport, Report
from autograder.text import _, plural

BAR = 10
_ALIGNED: tuple[AlignMethod, ...] = ("right", "left", "left", "right", "left")

Extent = Literal["all", "selected", "so far"]


@dataclass(frozen=True)
class Scoreboard:
    """A line for each exercise: number, name, bar, points and what comes next.

    Attributes:
        report: what became of the submission.
        missing: names of exercises in it that have no file.
    """

    report: Report
    missing: Collection[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the lines, cut where the terminal ends."""
        rows = [_row(found, self.missing) for found in self.report.exercises]
        widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            for cell, width, align in zip(row, widths, _ALIGNED, strict=True):
                cell.align(align, width)
            line = Text("  ").join(row)
            line.rstrip()
            line.truncate(options.max_width, overflow="ellipsis")
            yield line


def closing_line(
    report: Report,
    where: Callable[[str], str],
    *,
    missing: Collection[str] = (),
    extent: Extent = "all",
) -> str:
    """Return the sum and what to do next, as ``73/100 points · next: exercises/train.py``.

    Args:
        report: what became of the submission.
        where: returns the path of an exercise's file as the student would type it.
        missing: names of exercises that have no file.
        extent: whether the sum is of all checks, of some that were ``"selected"``, or of those
            run ``"so far"``.
    """
    score = f"{report.points:g}/{report.out_of:g}"
    sentences = {
        "all": _("{score} points"),
        "selected": _("{score} points of the checks selected"),
        "so far": _("{score} points so far"),
    }
    parts = [sentences[extent].format(score=score)]
    waiting = [found for found in report.exercises if not done(found)]
    present = [found for found in waiting if found.name not in missing]
    untouched = [found for found in present if not found.started]
    if untouched:
        n = len(untouched)
        parts.append(plural("{n} not started", "{n} not started", n).format(n=n))
    if n := len(waiting) - len(present):
        parts.append(plural("{n} not found", "{n} not found", n).format(n=n))
    if present:
        begun = any(found.started for found in report.exercises)
        sentence = _("next: {path}") if begun else _("begin with {path}")
        parts.append(sentence.format(path=where(present[0].name)))
    return " · ".join(parts)


def done(found: ExerciseReport) -> bool:
    """Whether every check of the exercise has passed."""
    return all(check.status == "passed" for check in found.checks)


def _row(found: ExerciseReport, missing: Collection[str]) -> tuple[Text, ...]:
    state, style = _state(found, missing)
    return (
        Text(str(exercise(found.name).number)),
        Text(found.name),
        _bar(found),
        Text(f"{found.points:g}/{found.out_of:g}"),
        Text(state, style),
    )


def _state(found: ExerciseReport, missing: Collection[str]) -> tuple[str, str]:
    """Return how an exercise stands, in a word or two, and the style to write it in."""
    if found.name in missing:
        return _("not found"), "dim"
    if not found.started:
        return _("not started"), "dim"
    if done(found):
        return _done(found), "green"
    failed = [check.id for check in found.checks if check.status in ("failed", "error")]
    left = [check.id for check in found.checks if check.status != "passed"]
    return _("next: {check}").format(check=(failed or left)[0]), "yellow"


def _done(found: ExerciseReport) -> str:
    """Return that an exercise is done, and how many checks there are besides those that ran."""
    n = exercise(found.name).hidden_checks
    if n == 0 or any(check.hidden for check in found.checks):
        return _("done")
    more = plural("{n} more check runs at grading", "{n} more checks run at grading", n)
    return _("done · {more}").format(more=more.format(n=n))


def _bar(found: ExerciseReport) -> Text:
    """Return the share of points as a bar that is full only at full points."""
    filled = int(BAR * found.points / found.out_of) if found.out_of else 0
    style = "green" if filled == BAR else "yellow"
    return Text("█" * filled, style).append("░" * (BAR - filled), "dim")
