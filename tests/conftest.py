"""`pytest` alone, which runs all tests, runs them on all cores."""

from __future__ import annotations

import os

import pytest

IS_A_WORKER = "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let xdist share the files out, unless something narrower was asked for.

    A file stays together, since its fixtures are dear (a class graded, a site built); in the order
    of their names two long ones come last, one for each worker.
    """
    option = config.option
    alone = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if not config.pluginmanager.hasplugin("xdist") or IS_A_WORKER:
        return
    narrower = option.numprocesses is not None or option.usepdb or option.collectonly
    if alone and not narrower:
        option.numprocesses, option.dist = "logical", "loadfile"
        option.loadscopereorder = False
