"""The lesson's page: one HTML file with its pictures inside."""

from __future__ import annotations

import base64
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.lesson.narration import Step
from autograder.lesson.result import LessonResult
from autograder.text import _, language


def write_report(result: LessonResult, steps: list[Step]) -> None:
    """Write ``report.html`` into the lesson's folder."""
    environment = Environment(
        loader=PackageLoader("autograder.lesson", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["as_data"] = _as_data
    page = environment.get_template("report.html.jinja").render(
        language=language(),
        title=_("A convolutional network on MNIST: the lesson"),
        scores=[
            (name, f"{100 * model.test_accuracy:.2f} %") for name, model in result.models.items()
        ],
        score_of=_("test accuracy"),
        steps=steps,
        made_with=_("Seed {seed}; {versions}.").format(
            seed=result.seed,
            versions=", ".join(f"{name} {version}" for name, version in result.versions.items()),
        ),
    )
    result.report.write_text(page, encoding="utf-8")


def _as_data(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode("ascii")
