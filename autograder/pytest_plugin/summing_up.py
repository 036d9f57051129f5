"""What the process that reports does: count the results, and sum them up at the end."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from autograder.pytest_plugin.closing import open_report_folder, show, write_reports
from autograder.pytest_plugin.options import options_of
from autograder.pytest_plugin.outcome import failure_text, path_of, result_of
from autograder.pytest_plugin.tally import Tally, sums


class SummingUp:
    """A plugin for one run; under xdist it is the only one, the workers have none.

    Raises:
        pytest.UsageError: the Report cannot be written where it should be.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.tally = Tally()
        self.report_folder = options_of(config).report
        if self.report_folder:
            open_report_folder(self.report_folder)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Note which checks the run is for, if it is not for their list only."""
        if not self.config.option.collectonly:
            self.tally.select([item.nodeid for item in session.items], self.config)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Note which checks the run is for, where only the workers have collected them."""
        self.tally.select(ids, self.config)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a result; give its text back to a report that comes from a worker."""
        result = result_of(report)
        if result is None:
            return
        self.tally.add(path_of(report.nodeid, self.config), result)
        if isinstance(report.longrepr, str):
            report.longrepr = failure_text(report, result, self.config)  # type: ignore[assignment]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, object, object]:
        """Sum up, after everything else that pytest writes."""
        outcome = yield
        found = sums(self.tally, self.config)
        if self.config.pluginmanager.has_plugin("terminalreporter"):
            show(found, self.config)
        if self.report_folder:
            write_reports(found, self.report_folder)
        return outcome
