"""`pytest` alone, which runs all tests, shares them out among the cores."""

from __future__ import annotations

import os

import pytest

IS_A_WORKER = "PYTEST_XDIST_WORKER" in os.environ
LONGEST_FIRST = (
    "test_site",
    "test_verdicts",
    "test_quality",
    "test_messages",
    "test_nbgrader_class",
)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let xdist share the files out, unless something narrower was asked for.

    A file stays together, since its fixtures are dear (a class graded, a site built). Many tests
    wait for processes of their own, so that there is one worker more than there are cores.
    """
    option = config.option
    alone = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if not config.pluginmanager.hasplugin("xdist") or IS_A_WORKER:
        return
    narrower = option.numprocesses is not None or option.usepdb or option.collectonly
    if alone and not narrower:
        option.numprocesses, option.dist = (os.cpu_count() or 1) + 1, "loadfile"
        option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker is left with one at the end."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    name = item.path.stem
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)
