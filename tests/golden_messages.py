"""What a student reads of each misconception, kept in tests/messages/ so that changes are seen.

``python -m tests.golden_messages`` writes the files anew; then look at what git says has changed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.catalogue import misconceptions_for
from autograder.exercises import NAMES
from autograder.grade import Grading
from autograder.misconception import Misconception
from autograder.quality.specimens import wrong_module
from autograder.report import CheckResult
from autograder.terminal.failure import failure
from autograder.terminal.render import render
from autograder.text import LANGUAGES
from autograder.worker.crew import Crew
from tests.modules import ROOT

MESSAGES = Path(__file__).parent / "messages"


def first_failures(exercise: str) -> Iterator[tuple[Misconception, CheckResult]]:
    """Yield each misconception of an exercise with what becomes of the first check it fails."""
    with tempfile.TemporaryDirectory() as place, Crew(Path(place), "in-process") as crew:
        for wrong in misconceptions_for(exercise):
            path = Path(place, f"{exercise}.py")
            path.write_text(wrong_module(ROOT, exercise, wrong), encoding="utf-8")
            if exercise in crew.loaded:
                crew.student().ask({"do": "load", "module": exercise, "again": True})
            grading = Grading(path, crew)
            check = next(check for check in grading.checks if check.id in wrong.caught_by)
            with contextlib.redirect_stdout(io.StringIO()):
                yield wrong, grading.run(check)


def message_of(result: CheckResult) -> str:
    """Return a message as a terminal of 80 columns shows it, without the two images."""
    message = result.message and dataclasses.replace(result.message, comparison=None)
    return render(failure(dataclasses.replace(result, message=message), heading=False), width=80)


def messages_of(exercise: str) -> str:
    """Return all messages of an exercise's misconceptions, in the language that is set."""
    return "\n".join(
        f"## {wrong.id} · {result.id}\n{message_of(result)}"
        for wrong, result in first_failures(exercise)
    )


def golden(exercise: str, language: str) -> Path:
    """Return the file with the messages of an exercise in a language."""
    return MESSAGES / language / f"{exercise}.txt"


def main() -> None:
    """Write all files."""
    for language in LANGUAGES:
        os.environ["AUTOGRADER_LANG"] = language
        for exercise in NAMES:
            path = golden(exercise, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(messages_of(exercise), encoding="utf-8")


if __name__ == "__main__":
    main()
