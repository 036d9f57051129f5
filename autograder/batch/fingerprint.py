"""What decides an exercise's points, as one number: if it is the same, so are the points."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from autograder.batch.settings import Settings, settings_to_dict
from autograder.exercises import NAMES

_PACKAGE = Path(__file__).parents[1]
_OF_ONE_EXERCISE = ("checks", "checks/hidden", "misconceptions")
_WITHOUT_INFLUENCE = ("batch", "lesson", "pytest_plugin", "results", "terminal", "locale")


def fingerprints(folder: Path, settings: Settings) -> dict[str, str]:
    """Return for each exercise the fingerprint of all that decides its points.

    That is the submission (every module of it, as one may import another), the exercise's checks,
    misconceptions and solution, the grader itself, and the settings.

    Args:
        folder: the submission's modules.
        settings: how they are graded.
    """
    submission = _digest(sorted(folder.iterdir()), folder)
    how = settings_to_dict(settings)
    del how["exercises"]
    common = [submission, grader(), json.dumps(how, sort_keys=True)]
    return {
        name: hashlib.sha256("\n".join([*common, of_exercise(name)]).encode()).hexdigest()[:32]
        for name in settings.exercises
    }


@functools.cache
def grader() -> str:
    """Return the fingerprint of the grader but for what belongs to single exercises."""
    paths = [path for path in sorted(_PACKAGE.rglob("*")) if path.suffix in (".py", ".npy")]
    return _digest((path for path in paths if not _is_left_out(path)), _PACKAGE)


@functools.cache
def of_exercise(name: str) -> str:
    """Return the fingerprint of one exercise's checks, misconceptions and solution."""
    paths = [_PACKAGE / folder / f"{name}.py" for folder in _OF_ONE_EXERCISE]
    digest = _digest((path for path in paths if path.exists()), _PACKAGE)
    solution = _PACKAGE.parent / "solutions" / f"{name}.py"
    return digest + (_digest([solution], solution.parent) if solution.exists() else "")


def _is_left_out(path: Path) -> bool:
    place = path.relative_to(_PACKAGE)
    if place.parts[0] in _WITHOUT_INFLUENCE or "__pycache__" in place.parts:
        return True
    return place.parent.as_posix() in _OF_ONE_EXERCISE and place.stem in NAMES


def _digest(paths: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
