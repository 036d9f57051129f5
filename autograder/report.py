"""The Report: what became of a submission. Plain records, the same from every door.

Imports nothing of the project, so that anything may read a Report.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["passed", "failed", "skipped", "not started", "error"]
Level = Literal["in-process", "process", "sandbox"]


@dataclass(frozen=True)
class SourceLine:
    """One line of the student's code: where it stands and what it says."""

    file: str
    line: int
    function: str
    source: str


@dataclass(frozen=True)
class Comparison:
    """Two grey images, theirs and the promised one: rows of values 0–255."""

    got: list[list[int]]
    promised: list[list[int]]


@dataclass(frozen=True)
class Message:
    """Why a check did not pass, for its student.

    Attributes:
        kind: what sort of fault it is: missing, signature, raised, type, shape, dtype, values,
            changed, time, died …
        problem: the fault in one sentence.
        call: the call that was made, short.
        got: what came back.
        promised: what should have.
        lines: the student's lines that the fault came from, outermost first.
        mistake: the name of the misconception that gives the same answer, if one does.
        hint: what helps against it.
        see: the note to read, as ``page#anchor``.
    """

    kind: str
    problem: str
    call: str = ""
    got: str = ""
    promised: str = ""
    lines: list[SourceLine] = field(default_factory=list)
    mistake: str = ""
    hint: str = ""
    see: str = ""
    comparison: Comparison | None = None


@dataclass(frozen=True)
class Picture:
    """A picture of the student's making, as a PNG file."""

    name: str
    png: bytes


@dataclass(frozen=True)
class CheckResult:
    """What became of one check. `seconds` and `printed` differ from run to run; the rest does not.

    Attributes:
        misconception: the id of the misconception named in the message, for statistics.
        hidden: whether only instructors see it; if it fails, `points` is what it takes away.
    """

    id: str
    title: str
    functions: list[str]
    status: Status
    points: float
    out_of: float
    message: Message | None = None
    misconception: str = ""
    pictures: list[Picture] = field(default_factory=list)
    printed: str = ""
    seconds: float = 0.0
    hidden: bool = False


@dataclass(frozen=True)
class ExerciseReport:
    """What became of one exercise."""

    name: str
    checks: list[CheckResult]

    @property
    def points(self) -> float:
        """Points earned; hidden checks that failed take some away, down to none."""
        return max(0, sum(check.points for check in self.checks))

    @property
    def out_of(self) -> float:
        """Points that could be earned."""
        return sum(check.out_of for check in self.checks)

    @property
    def started(self) -> bool:
        """Whether the student has written anything for it."""
        return any(check.status != "not started" for check in self.checks)


@dataclass(frozen=True)
class Report:
    """What became of a submission."""

    isolation: Level
    seed: int
    exercises: list[ExerciseReport]

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def out_of(self) -> float:
        """Points that could be earned."""
        return sum(exercise.out_of for exercise in self.exercises)

    def verdicts(self) -> Report:
        """Return the Report without what differs from run to run or between isolation levels."""
        exercises = [
            dataclasses.replace(
                exercise,
                checks=[
                    dataclasses.replace(check, seconds=0.0, printed="") for check in exercise.checks
                ],
            )
            for exercise in self.exercises
        ]
        return dataclasses.replace(self, isolation="in-process", exercises=exercises)


def to_dict(report: Report | ExerciseReport | CheckResult) -> dict[str, Any]:
    """Return the record as dicts, lists, numbers, strings and (pictures) bytes."""
    return dataclasses.asdict(report)


def result_from_dict(data: dict[str, Any]) -> CheckResult:
    """Return the `CheckResult` that `to_dict` made `data` of."""
    message = data["message"]
    if message is not None:
        comparison = message["comparison"]
        message = Message(
            **{
                **message,
                "lines": [SourceLine(**line) for line in message["lines"]],
                "comparison": Comparison(**comparison) if comparison else None,
            }
        )
    pictures = [Picture(**picture) for picture in data["pictures"]]
    return CheckResult(**{**data, "message": message, "pictures": pictures})


def report_from_dict(data: dict[str, Any]) -> Report:
    """Return the `Report` that `to_dict` made `data` of."""
    exercises = [
        ExerciseReport(**{**exercise, "checks": [result_from_dict(c) for c in exercise["checks"]]})
        for exercise in data["exercises"]
    ]
    return Report(**{**data, "exercises": exercises})


def to_json(report: Report) -> str:
    """Return `report` as JSON text, with totals; pictures by their names only."""
    data = to_dict(report)
    data = {"points": report.points, "out_of": report.out_of, **data}
    for record, exercise in zip(data["exercises"], report.exercises, strict=True):
        record.update(points=exercise.points, out_of=exercise.out_of)
        for check in record["checks"]:
            check["pictures"] = [picture["name"] for picture in check["pictures"]]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
