"""The modules that the grader is tried on: solutions, stubs, right ones, and misconceptions."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.catalogue import misconceptions_for
from autograder.exercises import NAMES
from autograder.grade import Grading
from autograder.misconception import Misconception
from autograder.worker.crew import Crew

ROOT = Path(__file__).parents[1]
SOLUTIONS = ROOT / "solutions"
EXERCISES = ROOT / "exercises"
RIGHT = sorted((ROOT / "tests" / "right").glob("*/*.py"))


def every_misconception() -> list[tuple[str, Misconception]]:
    """Return all misconceptions, each with its exercise's name."""
    return [(name, wrong) for name in NAMES for wrong in misconceptions_for(name)]


def misconception_id(value: str | Misconception) -> str:
    """Return a parameter's id for pytest."""
    return value if isinstance(value, str) else value.id


def as_submission(module: Path, exercise: str, folder: Path) -> Path:
    """Copy `module` into `folder` under the exercise's name and return its path there."""
    return Path(shutil.copy(module, folder / f"{exercise}.py"))


def grading_in(crew: Crew, exercise: str, source: str) -> Grading:
    """Return the grading of a module that is loaded where others of its exercise were before."""
    path = crew.root / f"{exercise}.py"
    path.write_text(source, encoding="utf-8")
    if exercise in crew.loaded:
        load = {"do": "load", "module": exercise, "again": True}
        assert "raised" not in crew.student().ask(load)
    return Grading(path, crew)
