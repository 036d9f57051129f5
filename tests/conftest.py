"""`pytest` alone, which runs all tests, runs them on all cores."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let xdist share the tests out, unless something narrower was asked for."""
    option = config.option
    alone = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if alone and option.numprocesses is None and not (option.usepdb or option.collectonly):
        option.numprocesses, option.dist = "logical", "loadgroup"
