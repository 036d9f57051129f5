"""Which paths hold exercises, and which belong to other people's tests."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from autograder.exercises import NAMES, exercise

FOLDERS = ("exercises", "solutions")


def is_exercise(path: Path, config: pytest.Config) -> bool:
    """Whether `path` is, for this run, an exercise's module, or stands where one should be.

    In a folder called ``exercises`` or ``solutions`` that is every file of an exercise's name, and
    a folder that lies in its place. Elsewhere it is a file of that name that was named on the
    command line, or whose folder was, and that looks like the exercise.
    """
    return path.stem in NAMES and _is_exercise(path, named_paths(config))


def _is_exercise(path: Path, named: Collection[Path]) -> bool:
    if path.stem not in NAMES or path.suffix not in ("", ".py"):
        return False
    at_home = path.parent.name in FOLDERS
    if path.is_dir():
        return at_home and _is_in_the_place_of_a_file(path)
    if path.suffix != ".py":
        return False
    return at_home or ((path in named or path.parent in named) and _looks_like_exercise(path))


def module_path(path: Path) -> Path:
    """Return the path that the exercise's module has, or would have."""
    return path.with_suffix(".py")


def named_paths(config: pytest.Config) -> list[Path]:
    """Return the paths that the run was started for."""
    return [_path(arg, config.invocation_params.dir) for arg in config.args]


def mentions_exercises(args: Iterable[str | os.PathLike[str]], folder: Path) -> bool:
    """Whether a command line typed in `folder` may be about exercises."""
    words = [os.fspath(arg) for arg in args]
    paths = [_path(word, folder) for word in words if not word.startswith("-")]
    return any(map(_leads_to_exercises, [folder, *paths]))


def _path(arg: str, folder: Path) -> Path:
    return Path(os.path.abspath(folder / arg.partition("::")[0]))


def _leads_to_exercises(path: Path) -> bool:
    return (
        path.name in FOLDERS
        or path.parent.name in FOLDERS
        or _is_exercise(path, [path])
        or any((path / folder).is_dir() for folder in FOLDERS)
        or any(_is_exercise(path / f"{name}.py", [path]) for name in NAMES)
    )


def _is_in_the_place_of_a_file(folder: Path) -> bool:
    if folder.suffix == ".py":
        return True
    return not module_path(folder).exists() and not any(folder.rglob("test_*.py"))


def _looks_like_exercise(path: Path) -> bool:
    """Whether the file has the exercise's docstring, or defines all its functions."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    task = exercise(path.stem)
    if re.search(rf'^[rR]?"""Exercise {task.number}\b', text, re.MULTILINE):
        return True
    return all(re.search(rf"^def {name}\b", text, re.MULTILINE) for name in task.functions)
