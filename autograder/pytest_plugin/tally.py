"""What was selected, what became of it, and what that comes to: for the end of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.exercises import NAMES
from autograder.pytest_plugin.options import options_of
from autograder.pytest_plugin.outcome import path_of
from autograder.pytest_plugin.places import is_exercise, named_paths
from autograder.report import CheckResult, ExerciseReport, Message, Report
from autograder.text import _

if TYPE_CHECKING:
    from autograder.terminal.scoreboard import Extent


@dataclass
class Tally:
    """The checks of a run, by the path of their exercise's module and their ids.

    Attributes:
        selected: the ids of the checks that the run is for.
        results: what became of those that were run.
    """

    selected: dict[Path, set[str]] = field(default_factory=dict)
    results: dict[Path, dict[str, CheckResult]] = field(default_factory=dict)

    def select(self, nodeids: Iterable[str], config: pytest.Config) -> None:
        """Note what the run is for; items that are no checks are passed over."""
        self.selected.clear()
        for nodeid in nodeids:
            file, _colons, check = nodeid.partition("::")
            if is_exercise(config.rootpath / file, config):
                self.selected.setdefault(path_of(nodeid, config), set()).add(check)

    def add(self, path: Path, result: CheckResult) -> None:
        """Note what became of a check."""
        self.results.setdefault(path, {})[result.id] = result


@dataclass(frozen=True)
class Sum:
    """What a run comes to for one folder of exercises.

    Attributes:
        folder: the folder.
        report: its Report; checks that were not reached are in it as skipped.
        missing: names of exercises that have no file.
        extent: what the sum is of.
    """

    folder: Path
    report: Report
    missing: frozenset[str]
    extent: Extent


def sums(tally: Tally, config: pytest.Config) -> list[Sum]:
    """Return what the run comes to, for each folder that it was about."""
    folders = dict.fromkeys(path.parent for path in tally.selected)
    return [_sum(folder, tally, config) for folder in folders]


def _sum(folder: Path, tally: Tally, config: pytest.Config) -> Sum:
    here = {path.stem: path for path in tally.selected if path.parent == folder}
    missing = _missing(folder, config)
    whole = set(here) | missing == set(NAMES) and all(
        _all_selected(path, tally, config) for path in here.values()
    )
    if not whole:
        missing = frozenset()
    names = [name for name in NAMES if name in here or name in missing]
    exercises = [_exercise_report(folder / f"{name}.py", tally, config) for name in names]
    reached = all(
        tally.selected[path] <= set(tally.results.get(path, ())) for path in here.values()
    )
    options = options_of(config)
    return Sum(
        folder,
        Report(options.isolation, options.seed, exercises),
        missing,
        "so far" if not reached else "all" if whole else "selected",
    )


def _missing(folder: Path, config: pytest.Config) -> frozenset[str]:
    """Return the exercises without a file, if the run is for the folder as a whole."""
    if not any(folder.is_relative_to(path) for path in named_paths(config)):
        return frozenset()
    return frozenset(
        name
        for name in NAMES
        if not is_exercise(folder / name, config) and not (folder / f"{name}.py").exists()
    )


def _all_selected(path: Path, tally: Tally, config: pytest.Config) -> bool:
    from autograder.pytest_plugin.asked import checks_asked_for

    return tally.selected[path] == {check.id for check in checks_asked_for(path.stem, config)}


def _exercise_report(path: Path, tally: Tally, config: pytest.Config) -> ExerciseReport:
    from autograder.judge import result
    from autograder.pytest_plugin.asked import checks_asked_for

    results = tally.results.get(path, {})
    selected = tally.selected.get(path)
    checks = []
    for check in checks_asked_for(path.stem, config):
        if selected is None:
            checks.append(result(check, "not started"))
        elif check.id in selected:
            not_run = result(check, "skipped", message=Message("skipped", _("not run")))
            checks.append(results.get(check.id, not_run))
    return ExerciseReport(path.stem, checks)
