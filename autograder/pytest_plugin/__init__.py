"""The pytest door: ``pytest exercises`` runs the checks on the exercises' files.

These are pytest's hooks. A run that is not about exercises stays as it was: it costs a few
imports, and no option is added to it.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from autograder.pytest_plugin.items import CheckItem, ExerciseFile, in_course_order
from autograder.pytest_plugin.leaving import Leaving
from autograder.pytest_plugin.options import add_options, options_of
from autograder.pytest_plugin.outcome import set_outcome
from autograder.pytest_plugin.places import is_exercise, mentions_exercises
from autograder.pytest_plugin.summing_up import SummingUp


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the options where the command line is about exercises, so as to take nobody's names."""
    config = pluginmanager.get_plugin("pytestconfig")
    command = config.invocation_params if config else None
    if command and mentions_exercises(command.args, command.dir):
        add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Let the results be summed up, unless this is one of xdist's workers.

    Raises:
        pytest.UsageError: hidden checks are asked for where there are none, or the sandbox where
            it cannot be had.
    """
    if options_of(config).hidden:
        from autograder.pytest_plugin.asked import require_hidden_checks

        require_hidden_checks()
    if options_of(config).isolation == "sandbox":
        from autograder.worker.sandbox.support import missing

        if why := missing():
            raise pytest.UsageError(why)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(SummingUp(config), "autograder-summing-up")
        config.pluginmanager.register(Leaving(), "autograder-leaving")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Collect an exercise's file in the place of the test module that pytest may see in it."""
    collectors = yield
    if not is_exercise(file_path, parent.config):
        return collectors
    others = [collector for collector in collectors if type(collector) is not pytest.Module]
    return [ExerciseFile.from_parent(parent, path=file_path), *others]


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a folder that lies where an exercise's file should be."""
    return ExerciseFile.from_parent(parent, path=path) if is_exercise(path, parent.config) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the checks in the course's order."""
    items[:] = in_course_order(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start to import TensorFlow for the processes to come, if there are any."""
    config = session.config
    if options_of(config).isolation == "in-process" or config.option.collectonly:
        return
    if any(isinstance(item, CheckItem) and item.needs_worker for item in session.items):
        from autograder.worker.process import ZYGOTE

        ZYGOTE.warm_up()
        config.add_cleanup(ZYGOTE.close)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let pytest's report say what became of the check, and its debugger see what was raised."""
    report = yield
    if call.when == "call" and isinstance(item, CheckItem) and item.result is not None:
        set_outcome(report, item.result, item.config)
        call.excinfo = item.raised
    return report
