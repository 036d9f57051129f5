"""Which checks a run is about: the visible ones, and the hidden ones where they are asked for."""

from __future__ import annotations

import pytest

from autograder.catalogue import checks_for, hidden_checks_for, require_hidden
from autograder.check import Check
from autograder.errors import CourseError
from autograder.pytest_plugin.options import options_of


def checks_asked_for(exercise: str, config: pytest.Config) -> tuple[Check, ...]:
    """Return the checks of an exercise that a run of all of it has, in order."""
    hidden = hidden_checks_for(exercise) if options_of(config).hidden else ()
    return (*checks_for(exercise), *hidden)


def require_hidden_checks() -> None:
    """Raise ``pytest.UsageError`` where hidden checks cannot be run."""
    try:
        require_hidden()
    except CourseError as error:
        raise pytest.UsageError(f"--hidden: {error}") from None
