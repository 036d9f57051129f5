"""Records of a class, built by hand."""

from __future__ import annotations

import io
from typing import Any

from autograder.batch.record import Graded, State, Usage
from autograder.report import (
    CheckResult,
    Comparison,
    ExerciseReport,
    Message,
    Picture,
    Report,
    SourceLine,
    Status,
)


def check(
    id_: str = "scales", status: Status = "passed", out_of: float = 4, **details: Any
) -> CheckResult:
    earned = out_of if status == "passed" else 0
    return CheckResult(
        **{
            "id": id_,
            "title": f"It {id_}.",
            "functions": ["f"],
            "status": status,
            "points": earned,
            "out_of": out_of,
            **details,
        }
    )


def hidden_check(status: Status = "failed", taken: float = 1, **details: Any) -> CheckResult:
    lost = 0.0 if status == "passed" else -taken
    return check(
        "secret_id",
        status,
        0,
        **{"title": "A secret title.", "points": lost, "hidden": True, **details},
    )


def message(**details: Any) -> Message:
    return Message(
        **{
            "kind": "values",
            "problem": "the values are wrong",
            "call": "preprocess_images(images)",
            "got": "0–255",
            "promised": "0–1",
            "lines": [SourceLine("preprocess.py", 12, "preprocess_images", "    return images")],
            "mistake": "the pixels are not scaled",
            "hint": "divide by 255",
            "see": "data#scaling",
            "comparison": Comparison([[0] * 28] * 28, [[255] * 28] * 28),
            **details,
        }
    )


def wrong(id_: str = "scales", misconception: str = "not_scaled", **details: Any) -> CheckResult:
    return check(id_, "failed", message=message(**details), misconception=misconception)


def graded(
    student: str,
    *checks: CheckResult,
    exercise: str = "preprocess",
    state: State = "graded",
    **details: Any,
) -> Graded:
    """Return the record of a student who has one exercise, with one passed check unless given."""
    exercises = [ExerciseReport(exercise, list(checks) or [check()])]
    return with_exercises(student, exercises, state=state, **details)


def with_exercises(
    student: str, exercises: list[ExerciseReport], *, state: State = "graded", **details: Any
) -> Graded:
    report = Report("sandbox", 4711, exercises)
    return Graded(**{"student": student, "state": state, "report": report, **details})


def picture(shade: float = 0.5) -> Picture:
    import matplotlib.image
    import numpy as np

    file = io.BytesIO()
    matplotlib.image.imsave(file, np.full((3, 4), shade), vmin=0, vmax=1, format="png")
    return Picture("figure.png", file.getvalue())


def a_class() -> list[Graded]:
    """Return records of every kind: right, wrong, untouched, crashed, stopped, unreadable."""
    return [
        graded("김민수", check(), hidden_check("passed"), usage=Usage(2.5, 2.0, 500_000_000)),
        graded("Ada", wrong(), hidden_check(), lms={"moodle": "12345", "canvas": "678"}),
        graded("bea", wrong(), check("sums"), notes=["A later attempt was graded."]),
        graded("Carl", check(status="not started")),
        graded("Dora", check(status="failed", message=message(kind="time", problem="too slow"))),
        graded("Emil", check(status="error", message=message(kind="broken", problem="broke"))),
        graded("Fay", wrong(), state="stopped", notes=["Its time was up."]),
        graded(
            "Gus", check(status="not started"), state="unreadable", notes=["The zip is damaged."]
        ),
    ]
