"""What a student may read of the own grade, and nothing of the teacher's.

Whatever is shown to students, in whatever format, is made of this. Of a hidden check there is only
whether it passed and what it takes away.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from autograder.batch.record import Graded
from autograder.exercises import NAMES
from autograder.report import CheckResult, Comparison, ExerciseReport, Message, Status
from autograder.results.notes import NoteLink, no_link
from autograder.terminal.wording import note
from autograder.text import _

_LONGEST = 2000
_PNG = b"\x89PNG\r\n\x1a\n"
MARKS: dict[Status, str] = {
    "passed": "✓",
    "failed": "✗",
    "skipped": "–",
    "not started": "–",
    "error": "!",
}


@dataclass(frozen=True)
class Fact:
    """One line of a message: what it is, what it says (as prose or as code), where it leads."""

    label: str
    text: str
    style: Literal["prose", "strong", "code"] = "prose"
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the student's code: where it stands and what it says."""

    place: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """What a student reads of one check.

    Attributes:
        mark: a character that stands for `word`.
        word: how it ended.
        comparison: theirs and the promised image, where both can be drawn.
        pictures: PNG files of the student's making.
    """

    mark: str
    word: str
    result: CheckResult
    facts: list[Fact]
    lines: list[Line]
    help: list[Fact]
    comparison: Comparison | None
    pictures: list[bytes]


@dataclass(frozen=True)
class HiddenOutcome:
    """What a student reads of a hidden check: whether it passed, and the points it takes away."""

    passed: bool
    taken: float


@dataclass(frozen=True)
class Section:
    """What a student reads of one exercise."""

    exercise: ExerciseReport
    number: int | None
    outcomes: list[Outcome]
    hidden: list[HiddenOutcome]

    @property
    def passed(self) -> int:
        """How many checks passed, hidden ones too."""
        return sum(check.status == "passed" for check in self.exercise.checks)

    @property
    def share(self) -> float:
        """Points earned as a share (0–1) of those that could be."""
        return self.exercise.points / self.exercise.out_of if self.exercise.out_of else 0.0

    @property
    def complete(self) -> bool:
        """Whether all points were earned."""
        return self.exercise.points >= self.exercise.out_of


def sections(graded: Graded, link: NoteLink = no_link) -> list[Section]:
    """Return what the student reads, exercise by exercise, with links to the notes."""
    return [_section(exercise, link) for exercise in graded.report.exercises]


def verdict(status: Status) -> str:
    """Return how a check ended, in a word."""
    match status:
        case "passed":
            return _("passed")
        case "failed":
            return _("not passed")
        case "skipped":
            return _("not run")
        case "not started":
            return _("not started")
        case "error":
            return _("the check broke")


def facts_of(message: Message) -> list[Fact]:
    """Return what happened: the call, the fault, theirs and the promised."""
    came_back = {
        "raised": _("raised"),
        "import": _("raised"),
        "signature": _("yours"),
        "changed": _("found"),
    }.get(message.kind, _("returned"))
    return _written(
        Fact(_("call"), message.call, "code"),
        Fact(_("problem"), message.problem, "strong"),
        Fact(came_back, message.got, "code"),
        Fact(_("promised"), message.promised, "code"),
    )


def help_of(message: Message, link: NoteLink = no_link) -> list[Fact]:
    """Return what helps: the misconception, a hint, the note to read."""
    see = message.see
    return _written(
        Fact(_("mistake"), message.mistake, "strong"),
        Fact(_("hint"), message.hint),
        Fact(_("read"), note(see) if see else "", "code", link(see) if see else ""),
    )


def _section(exercise: ExerciseReport, link: NoteLink) -> Section:
    return Section(
        exercise=exercise,
        number=NAMES.index(exercise.name) + 1 if exercise.name in NAMES else None,
        outcomes=[_outcome(check, link) for check in exercise.checks if not check.hidden],
        hidden=[
            HiddenOutcome(check.status == "passed", -min(check.points, 0))
            for check in exercise.checks
            if check.hidden
        ],
    )


def _outcome(check: CheckResult, link: NoteLink) -> Outcome:
    message = check.message
    return Outcome(
        mark=MARKS[check.status],
        word=verdict(check.status),
        result=check,
        facts=facts_of(message) if message else [],
        lines=_lines(message) if message else [],
        help=help_of(message, link) if message else [],
        comparison=message.comparison if message and _can_be_drawn(message.comparison) else None,
        pictures=[picture.png for picture in check.pictures if picture.png.startswith(_PNG)],
    )


def _lines(message: Message) -> list[Line]:
    return [
        Line(f"{PurePath(line.file).name}:{line.line}", line.source.strip())
        for line in message.lines
    ]


def _can_be_drawn(comparison: Comparison | None) -> bool:
    return comparison is not None and all(map(_is_image, (comparison.got, comparison.promised)))


def _is_image(rows: Sequence[Sequence[int]]) -> bool:
    return len({len(row) for row in rows}) == 1 and len(rows[0]) > 0


def _written(*facts: Fact) -> list[Fact]:
    return [replace(fact, text=_printable(fact.text)) for fact in facts if fact.text]


def _printable(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(
        "�" if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" else letter
        for letter in short
    )
