"""What students read who have a misconception: as it is kept, short, and without the solution."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from autograder.exercises import NAMES
from autograder.text import LANGUAGES
from autograder.worker.environment import collect_garbage_rarely
from tests.golden_messages import COLUMNS, golden_file, kept, made
from tests.modules import SOLUTIONS

MOST_LINES = 8
SHORTEST_TELLING = 12


@pytest.fixture(scope="module", autouse=True)
def garbage_collected_rarely() -> Iterator[None]:
    before = gc.get_threshold()
    collect_garbage_rarely()
    yield
    gc.set_threshold(*before)


every_file = pytest.mark.parametrize(
    ("exercise", "language"), [(name, language) for name in NAMES for language in LANGUAGES]
)


@every_file
def test_messages_are_those_kept(exercise: str, language: str, tmp_path: Path) -> None:
    now, before = made(exercise, language, tmp_path), kept(exercise, language)
    assert [golden.heading for golden in now] == [golden.heading for golden in before], anew(
        exercise, language
    )
    for one, other in zip(now, before, strict=True):
        assert one.text == other.text, f"{one.heading}: {anew(exercise, language)}"


def anew(exercise: str, language: str) -> str:
    """Return what to do where a message was meant to change."""
    return (
        f"not as in {golden_file(exercise, language)}; if it was meant to change, "
        f"`python -m tests.golden_messages {exercise}` writes it anew: read what git diff shows"
    )


@every_file
def test_messages_fit_on_a_terminal(exercise: str, language: str) -> None:
    for golden in kept(exercise, language):
        lines = golden.text.splitlines()
        assert len(lines) <= MOST_LINES, golden.text
        assert max(map(cell_len, lines)) <= COLUMNS, golden.text


@every_file
def test_messages_do_not_give_the_solution_away(exercise: str, language: str) -> None:
    telling = solution_lines(exercise)
    assert telling
    for golden in kept(exercise, language):
        text = " ".join(golden.text.split())
        assert [line for line in telling if line in text] == [], golden.text


def solution_lines(exercise: str) -> list[str]:
    """Return the lines that the solution has and the stub has not, but for the shortest."""
    source = (SOLUTIONS / f"{exercise}.py").read_text(encoding="utf-8")
    regions = re.findall(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", source, re.DOTALL)
    lines = {" ".join(line.split()) for region in regions for line in region.splitlines()}
    return sorted(line for line in lines if len(line) >= SHORTEST_TELLING)
