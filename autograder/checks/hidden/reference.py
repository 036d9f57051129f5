"""The reference solutions that hidden checks compare with: loaded by path, run in the judge."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import io
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.errors import CourseError
from autograder.project import project_root
from autograder.text import _

_BESIDE_THE_PACKAGE = Path(__file__).parents[3]


@dataclass(frozen=True)
class Reference:
    """The functions of one solution as attributes; they are imported when the first is called."""

    path: Path

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return functools.partial(_quietly, self.path, name)


def reference(exercise: str) -> Reference:
    """Return the reference solution of an exercise.

    Raises:
        CourseError: it is not there.
    """
    file = Path("solutions", f"{exercise}.py")
    root = _BESIDE_THE_PACKAGE  # not the current folder, which may hold a student's files
    if not (root / file).is_file():
        root = project_root()
    if not (root / file).is_file():
        raise CourseError(
            _("Hidden checks compare with {path}, which is missing: get it again.").format(
                path=file
            )
        )
    return Reference(root / file)


def _quietly(path: Path, name: str, *args: Any, **kwargs: Any) -> Any:
    """Call a function of a solution; what it prints and warns of is nobody's to read."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return getattr(_load(path), name)(*args, **kwargs)


@functools.cache
def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"autograder_reference_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    os.environ.setdefault("MPLBACKEND", "agg")  # the judge opens no window
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
