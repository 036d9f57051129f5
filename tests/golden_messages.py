"""The message that each misconception earns, in both languages, kept in `tests/messages`.

`python -m tests.golden_messages` writes them anew; with names of exercises, only theirs.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.catalogue import misconceptions_for
from autograder.exercises import NAMES
from autograder.quality.specimens import wrong_module
from autograder.report import CheckResult
from autograder.terminal.failure import failure
from autograder.terminal.render import render
from autograder.text import LANGUAGES
from autograder.worker.crew import Crew
from autograder.worker.environment import be_quiet, collect_garbage_rarely
from tests.modules import ROOT, grading_in

FOLDER = ROOT / "tests" / "messages"
COLUMNS = 80
HEADING = re.compile(r"^== (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Golden:
    """What a student reads who has a misconception.

    Attributes:
        heading: the misconception's id and that of the first check that it fails.
        text: the message as a terminal of `COLUMNS` columns shows it, without drawn digits.
    """

    heading: str
    text: str


def golden_file(exercise: str, language: str) -> Path:
    """Return where an exercise's messages are kept."""
    return FOLDER / language / f"{exercise}.txt"


def kept(exercise: str, language: str) -> list[Golden]:
    """Return an exercise's messages as they are kept; none if there is no file."""
    path = golden_file(exercise, language)
    _before, *parts = HEADING.split(path.read_text(encoding="utf-8")) if path.exists() else [""]
    return [
        Golden(heading, text.rstrip("\n") + "\n")
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    ]


def made(exercise: str, language: str, folder: Path) -> list[Golden]:
    """Return an exercise's messages as they are now; its wrong modules are put into `folder`."""
    found = []
    with speaking(language), Crew(folder, "in-process") as crew:
        for wrong in misconceptions_for(exercise):
            grading = grading_in(crew, exercise, wrong_module(ROOT, exercise, wrong))
            first = next(check for check in grading.checks if check.id == wrong.caught_by[0])
            heading = f"{wrong.id} · {first.id}"
            found.append(Golden(heading, as_shown(grading.run(first))))
    return found


def as_shown(result: CheckResult) -> str:
    """Return a check's message as the terminal shows it, without drawn digits."""
    if result.message is not None:
        message = dataclasses.replace(result.message, comparison=None)
        result = dataclasses.replace(result, message=message)
    return render(failure(result, heading=False), width=COLUMNS)


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let messages be in this language."""
    before = os.environ.get("AUTOGRADER_LANG")
    os.environ["AUTOGRADER_LANG"] = language
    try:
        yield
    finally:
        os.environ.pop("AUTOGRADER_LANG")
        if before is not None:
            os.environ["AUTOGRADER_LANG"] = before


def write(exercise: str, language: str) -> None:
    """Keep an exercise's messages as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        messages = made(exercise, language, Path(folder))
    path = golden_file(exercise, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(f"== {m.heading}\n{m.text}" for m in messages), encoding="utf-8")


def main() -> None:
    """Write the messages of the exercises named, or of all."""
    be_quiet()
    collect_garbage_rarely()
    for exercise in sys.argv[1:] or NAMES:
        for language in LANGUAGES:
            write(exercise, language)


if __name__ == "__main__":
    main()
