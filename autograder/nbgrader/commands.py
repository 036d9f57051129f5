"""The commands of nbgrader's installation, found where the environment is not activated too."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from autograder.errors import CourseError
from autograder.text import _


def command(name: str) -> Path:
    """Return the path of a command that nbgrader's installation has.

    nbgrader calls ``alembic`` by its name; where the environment is not activated, the folder of
    the interpreter is put on the ``PATH`` of this process.

    Raises:
        CourseError: it is not there.
    """
    beside = Path(sys.executable).with_name(name)
    if beside.is_file():
        if str(beside.parent) not in os.environ.get("PATH", "").split(os.pathsep):
            os.environ["PATH"] = f"{beside.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        return beside
    found = shutil.which(name)
    if found is None:
        raise CourseError(
            _(
                "The command {name} is not there: pip install nbgrader, in the environment that"
                " runs this."
            ).format(name=name)
        )
    return Path(found)
