"""What became of one student's submission in a batch: one record, one line in the journal."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from autograder.report import Report, report_from_dict, to_dict

State = Literal["graded", "stopped", "unreadable"]


@dataclass(frozen=True)
class Usage:
    """What grading took; differs from run to run.

    Attributes:
        seconds: wall time.
        cpu_seconds: CPU time of the judge and all workers.
        peak_memory: bytes, of the largest process.
    """

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0


@dataclass(frozen=True)
class Graded:
    """What became of one student's submission.

    Attributes:
        student: who handed it in, as the results name them.
        state: ``graded``; ``stopped`` where the limit of the whole submission ended it;
            ``unreadable`` where there was nothing that could be graded.
        notes: sentences about the submission as a whole (a later attempt, a file passed over …).
        report: points, messages and pictures; of all exercises, whatever the state.
        lms: ids that the submission's file names gave, as ``{"moodle": "12345"}``.
        fingerprints: for each exercise that was graded, of all that decides its points.
        usage: what it took.
    """

    student: str
    state: State
    report: Report
    notes: list[str] = field(default_factory=list)
    lms: dict[str, str] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


def graded_to_dict(graded: Graded) -> dict[str, Any]:
    """Return the record as what JSON can hold; pictures as base64 text."""
    data = {**vars(graded), "usage": asdict(graded.usage), "report": to_dict(graded.report)}
    for exercise in data["report"]["exercises"]:
        for check in exercise["checks"]:
            for picture in check["pictures"]:
                picture["png"] = base64.b64encode(picture["png"]).decode("ascii")
    return data


def graded_from_dict(data: dict[str, Any]) -> Graded:
    """Return the record that `graded_to_dict` made `data` of."""
    for exercise in data["report"]["exercises"]:
        for check in exercise["checks"]:
            for picture in check["pictures"]:
                picture["png"] = base64.b64decode(picture["png"])
    report = report_from_dict(data["report"])
    return Graded(**{**data, "report": report, "usage": Usage(**data["usage"])})
