"""The modules that the grader is tried on: solutions, stubs, right ones, and misconceptions."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.catalogue import misconceptions_for
from autograder.exercises import NAMES
from autograder.misconception import Misconception

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


def wrong_submission(exercise: str, wrong: Misconception, folder: Path) -> Path:
    """Write the solution with one function replaced by a misconception; return its path."""
    path = folder / f"{exercise}.py"
    solution = (SOLUTIONS / f"{exercise}.py").read_text(encoding="utf-8")
    replacement = (
        f"\nfrom {wrong.function.__module__} import {wrong.id} as _wrong\n\n"
        f"{wrong.replaces} = _wrong.function\n"
    )
    path.write_text(solution + replacement, encoding="utf-8")
    return path
