"""What can be set on pytest's command line."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from autograder.report import Level
from autograder.text import _
from autograder.worker.limits import Limits


@dataclass(frozen=True)
class Options:
    """The options of one run.

    Attributes:
        isolation: where student code runs.
        seed: decides the random choices of every check.
        time_limit: seconds of processor time for one check, where it has a process of its own.
        report: the folder to write the Report to, if any.
        hidden: whether the checks run too that only instructors have.
    """

    isolation: Level = "in-process"
    seed: int = 0
    time_limit: float = Limits.cpu_seconds
    report: Path | None = None
    hidden: bool = False

    def typed(self) -> str:
        """Return what must be typed for a check to be run in this way again."""
        words = ["--seed", str(self.seed)]
        if self.isolation != Options.isolation:
            words += ["--isolation", self.isolation]
        if self.time_limit != Options.time_limit:
            words += ["--time-limit", f"{self.time_limit:g}"]
        if self.hidden:
            words.append("--hidden")
        return shlex.join(words)


def add_options(parser: pytest.Parser) -> None:
    """Add the options, under names that no other plugin's settings have."""
    group = parser.getgroup("autograder", _("exercises"))
    group.addoption(
        "--isolation",
        dest="autograder_isolation",
        choices=get_args(Level),
        default=Options.isolation,
        help=_(
            "where your code runs: in-process (breakpoints work), process (limited in time and "
            "memory) or sandbox (sealed off, on Linux)"
        ),
    )
    group.addoption(
        "--seed",
        dest="autograder_seed",
        type=int,
        default=Options.seed,
        metavar="N",
        help=_("decides every random choice of the checks"),
    )
    group.addoption(
        "--time-limit",
        dest="autograder_time_limit",
        type=_seconds,
        default=Options.time_limit,
        metavar="SECONDS",
        help=_("processor time that a check may take; has no effect in-process"),
    )
    group.addoption(
        "--report",
        dest="autograder_report",
        default=None,
        metavar="DIR",
        help=_("write the results as report.json, and the pictures, to this folder"),
    )
    group.addoption(
        "--hidden",
        dest="autograder_hidden",
        action="store_true",
        help=_("run the hidden checks too, which the instructor's copy of the course has"),
    )


def options_of(config: pytest.Config) -> Options:
    """Return the options of the run; the defaults where it is not about exercises."""
    report = config.getoption("autograder_report", None)
    return Options(
        isolation=config.getoption("autograder_isolation", Options.isolation),
        seed=config.getoption("autograder_seed", Options.seed),
        time_limit=config.getoption("autograder_time_limit", Options.time_limit),
        report=config.invocation_params.dir / report if report else None,
        hidden=config.getoption("autograder_hidden", Options.hidden),
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(
            _("{text} is not a number of seconds above 0").format(text=repr(text))
        )
    return seconds
