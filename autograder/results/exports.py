"""Which learning management systems there are files for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from autograder.errors import CourseError
from autograder.results import export_canvas, export_gradescope, export_moodle
from autograder.text import _

EXPORTS: dict[str, Callable[..., Iterator[tuple[str, str]]]] = {
    "canvas": export_canvas.files,
    "moodle": export_moodle.files,
    "gradescope": export_gradescope.files,
}
_LEAVES = {
    "canvas": export_canvas.FILE,
    "moodle": export_moodle.WORKSHEET,
    "gradescope": export_gradescope.FOLDER,
}


def wanted(asked: Collection[str], out: Path) -> list[str]:
    """Return the exports to write: those asked for, and those that `out` has from before.

    So none ever lies there out of date.

    Raises:
        CourseError: there is no such export.
    """
    for name in asked:
        if name not in EXPORTS:
            raise CourseError(
                _("There is no export to {name}; there are {names}.").format(
                    name=name, names=", ".join(EXPORTS)
                )
            )
    return [name for name in EXPORTS if name in asked or (out / _LEAVES[name]).exists()]
