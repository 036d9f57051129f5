"""`pytest` alone, which runs all tests, runs them on all cores."""

from __future__ import annotations

import os

import pytest

IS_A_WORKER = "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let xdist share the tests out, unless something narrower was asked for."""
    option = config.option
    alone = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if not config.pluginmanager.hasplugin("xdist") or IS_A_WORKER:
        return
    narrower = option.numprocesses is not None or option.usepdb or option.collectonly
    if alone and not narrower:
        option.numprocesses, option.dist = "logical", "loadgroup"
