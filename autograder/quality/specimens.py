"""The modules that the grader is tried on, and what ought to become of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.catalogue import misconceptions_for
from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.misconception import Misconception
from autograder.text import _

Kind = Literal["right", "wrong", "mutant"]


@dataclass(frozen=True)
class Specimen:
    """One module that the grader is tried on.

    Attributes:
        exercise: the exercise that it solves, or fails to.
        kind: whether all its checks must pass, or some must fail; a mutant is a wrong one that a
            machine made.
        name: unique among those of its exercise and kind.
        source: the module's text.
        misconception: the id of the misconception that it is, "" if it is none of ours.
        function: the function that is wrong in it, where that is known.
        caught_by: ids of the checks of that function that must fail, no more and no fewer; any, if
            empty.
    """

    exercise: str
    kind: Kind
    name: str
    source: str
    misconception: str = ""
    function: str = ""
    caught_by: tuple[str, ...] = ()


def reference_solutions(root: Path, exercises: Sequence[str]) -> list[Specimen]:
    """Return the solutions of the course in the folder `root`, as right work."""
    return [
        Specimen(name, "right", "solution", _text(root / "solutions" / f"{name}.py"))
        for name in exercises
    ]


def misconceptions(root: Path, exercises: Sequence[str]) -> list[Specimen]:
    """Return the solutions with one function replaced by a misconception, for every one."""
    return [
        Specimen(
            exercise=name,
            kind="wrong",
            name=wrong.id,
            source=wrong_module(root, name, wrong),
            misconception=wrong.id,
            function=wrong.replaces,
            caught_by=wrong.caught_by,
        )
        for name in exercises
        for wrong in misconceptions_for(name)
    ]


def wrong_module(root: Path, exercise: str, wrong: Misconception) -> str:
    """Return the text of a module that has a misconception, and is right in all else."""
    return (
        _text(root / "solutions" / f"{exercise}.py")
        + f"\nfrom {wrong.function.__module__} import {wrong.id} as _wrong\n\n"
        + f"{wrong.replaces} = _wrong.function\n"
    )


def modules_in(folder: Path, kind: Kind, exercises: Sequence[str]) -> list[Specimen]:
    """Return the modules below `folder`: ``NAME/anything.py`` or ``NAME.py`` each.

    Raises:
        CourseError: there is none of these exercises.
    """
    found = []
    for name in exercises:
        paths = [*sorted((folder / name).glob("*.py")), folder / f"{name}.py"]
        found += [Specimen(name, kind, path.stem, _text(path)) for path in paths if path.is_file()]
    if not found:
        raise CourseError(
            _("there are no modules in {folder}: it must have folders such as {example}").format(
                folder=folder, example=folder / (exercises or NAMES)[0]
            )
        )
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(_("{path} cannot be read: {why}").format(path=path, why=error)) from None
