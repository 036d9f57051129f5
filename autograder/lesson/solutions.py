"""The reference solutions, as a lesson uses them: loaded from ``solutions/`` by path."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

from autograder.exercises import NAMES
from autograder.lesson.result import LessonError
from autograder.project import project_root
from autograder.text import _


def load_solutions() -> SimpleNamespace:
    """Return the ten modules, each under its exercise's name.

    Raises:
        LessonError: one is not there.
        autograder.errors.CourseError: the folder is not there.
    """
    folder = project_root() / "solutions"
    return SimpleNamespace(**{name: _load(folder / f"{name}.py") for name in NAMES})


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"solutions.{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise LessonError(
            _(
                "The lesson runs the reference solutions, but there is no {path}: get the course's "
                "solutions folder again."
            ).format(path=path)
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
