"""Leave at once after a run of checks: Python takes over a second to take TensorFlow apart."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.pytest_plugin.items import CheckItem

_STATUS = pytest.StashKey[int]()


class Leaving:
    """Ends the process when pytest has done everything, if nobody else can mind."""

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Keep what the run ends with, if it was of checks only."""
        if session.items and all(isinstance(item, CheckItem) for item in session.items):
            session.config.stash[_STATUS] = int(session.exitstatus or exitstatus)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Leave, where TensorFlow is loaded, and pytest was started as a command."""
        if _STATUS in config.stash and "tensorflow" in sys.modules and _is_a_command():
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(config.stash[_STATUS])


def _is_a_command() -> bool:
    """Whether this process is pytest's own, and no other package has things to do at its end."""
    program = Path(sys.argv[0])
    started = program.stem in ("pytest", "py.test") or program.parts[-2:] == (
        "pytest",
        "__main__.py",
    )
    return started and "coverage" not in sys.modules
