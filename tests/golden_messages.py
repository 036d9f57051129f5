"""What a student reads of each misconception, kept in tests/messages/ so that changes are seen.

``python -m tests.golden_messages`` writes the files anew; then look at what git says has changed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.exercises import NAMES
from autograder.grade import Grading
from autograder.quality.specimens import Specimen, misconceptions
from autograder.report import CheckResult
from autograder.terminal.failure import failure
from autograder.terminal.render import render
from autograder.text import LANGUAGES
from autograder.worker.crew import Crew
from tests.modules import ROOT

MESSAGES = Path(__file__).parent / "messages"


def graded_here(specimen: Specimen, crew: Crew) -> list[CheckResult]:
    """Return what becomes of a specimen in this process."""
    path = crew.root / f"{specimen.exercise}.py"
    path.write_text(specimen.source, encoding="utf-8")
    if specimen.exercise in crew.loaded:
        load = {"do": "load", "module": specimen.exercise, "again": True}
        assert "raised" not in crew.student().ask(load)
    grading = Grading(path, crew)
    with contextlib.redirect_stdout(io.StringIO()):
        return [grading.run(check) for check in grading.checks]


def messages_of(graded: Iterable[tuple[Specimen, Sequence[CheckResult]]]) -> str:
    """Return the first message that each misconception earns, as a terminal shows it."""
    parts = []
    for specimen, checks in graded:
        first = next(check for check in checks if check.status == "failed")
        parts.append(f"## {specimen.name} · {first.id}\n{message_of(first)}")
    return "\n".join(parts)


def message_of(result: CheckResult) -> str:
    """Return a message as a terminal of 80 columns shows it, without the two images."""
    message = result.message and dataclasses.replace(result.message, comparison=None)
    return render(failure(dataclasses.replace(result, message=message), heading=False), width=80)


def golden(exercise: str, language: str) -> Path:
    """Return the file with the messages of an exercise in a language."""
    return MESSAGES / language / f"{exercise}.txt"


def main() -> None:
    """Write all files."""
    for exercise in NAMES:
        for language in LANGUAGES:
            os.environ["AUTOGRADER_LANG"] = language
            with tempfile.TemporaryDirectory() as place, Crew(Path(place), "in-process") as crew:
                wrong = misconceptions(ROOT, [exercise])
                text = messages_of((one, graded_here(one, crew)) for one in wrong)
            path = golden(exercise, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
