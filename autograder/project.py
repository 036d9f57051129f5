"""Where the course's own folders are: the project that holds solutions/ and exercises/."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import CourseError
from autograder.text import _


def project_root() -> Path:
    """Return the folder of the course: above the current one, or where the package lies.

    Raises:
        CourseError: there is no folder with ``solutions/`` in it.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parents[1]):
        if (folder / "solutions" / "preprocess.py").is_file():
            return folder
    raise CourseError(
        _("There is no solutions/ folder here or above: run this in the course's own folder.")
    )
