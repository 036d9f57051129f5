"""What students read: short, with a next step, and not the solution.

That it is what the files say, `test_quality` sees.
"""

from __future__ import annotations

import re

import pytest

from autograder.exercises import NAMES
from autograder.exercises import exercise as exercise_called
from autograder.text import LANGUAGES
from tests.golden_messages import golden
from tests.modules import SOLUTIONS

MAX_LINES = 8
EVERY = [(name, language) for name in NAMES for language in LANGUAGES]


def kept(name: str, language: str) -> dict[str, list[str]]:
    """Return the lines of each message in the file, by its misconception and check."""
    text = golden(name, language).read_text(encoding="utf-8")
    blocks = [block.strip("\n").split("\n") for block in text.split("## ")[1:]]
    return {lines[0]: lines[1:] for lines in blocks}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_message_is_short_and_says_what_was_called_and_what_to_do_next(
    name: str, language: str
) -> None:
    functions = exercise_called(name).functions
    for title, lines in kept(name, language).items():
        assert len(lines) <= MAX_LINES, title
        assert any(f"{function}(" in line for function in functions for line in lines), title
        assert f"course/{language}/" in lines[-1], title
        assert " – " in " ".join(lines), title  # the mistake, and the hint after it


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_message_gives_a_solution_line_away(name: str, language: str) -> None:
    solution = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
    marked = re.findall(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", solution, re.DOTALL)
    secrets = {re.sub(r"\s", "", line) for part in marked for line in part.splitlines()}
    for title, lines in kept(name, language).items():
        said = re.sub(r"\s", "", "".join(lines))
        assert not [secret for secret in secrets if len(secret) >= 15 and secret in said], title


def test_both_languages_have_the_same_messages() -> None:
    for name in NAMES:
        assert list(kept(name, "ko")) == list(kept(name, "en"))
