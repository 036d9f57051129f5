"""The end of a run: the scoreboard, the sum, and the Report on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.pytest_plugin.outcome import as_typed, encoding_of
from autograder.pytest_plugin.tally import Sum
from autograder.report import to_json
from autograder.text import _

if TYPE_CHECKING:
    from rich.console import RenderableType


def show(sums: list[Sum], config: pytest.Config) -> None:
    """Write how far the student has come: the last thing of the run."""
    from rich.text import Text

    from autograder.terminal.scoreboard import Scoreboard

    for found in sums:
        if config.get_verbosity() >= 0:
            title = [as_typed(found.folder, config)] if sums[1:] else []
            _write(Text("\n".join(["", *title])), config)
            _write(Scoreboard(found.report, found.missing), config)
            _write(Text(""), config)
        _write(Text(_closing(found, config), "bold", no_wrap=True, overflow="ignore"), config)


def _write(renderable: RenderableType, config: pytest.Config) -> None:
    from autograder.terminal.render import render

    writer = config.get_terminal_writer()
    width, colour = writer.fullwidth, writer.hasmarkup
    writer.write(render(renderable, width=width, colour=colour, encoding=encoding_of(writer)))


def _closing(found: Sum, config: pytest.Config) -> str:
    from autograder.terminal.scoreboard import closing_line

    return closing_line(
        found.report,
        lambda name: as_typed(found.folder / f"{name}.py", config),
        missing=found.missing,
        extent=found.extent,
    )


def open_report_folder(folder: Path) -> None:
    """Make the folder for the Report; raise ``pytest.UsageError`` where it cannot be written in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(None, _("no permission"))
    except OSError as error:
        raise _unwritable(folder, error) from None


def write_reports(sums: list[Sum], folder: Path) -> None:
    """Write each Report and its pictures; several, if there are, to sub-folders.

    Raises:
        pytest.UsageError: something cannot be written.
    """
    try:
        for found in sums:
            _write_report(found, folder / found.folder.name if sums[1:] else folder)
    except OSError as error:
        raise _unwritable(folder, error) from None


def _write_report(found: Sum, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "report.json").write_text(to_json(found.report), encoding="utf-8")
    for exercise in found.report.exercises:
        for check in exercise.checks:
            for picture in check.pictures:
                (folder / "pictures").mkdir(exist_ok=True)
                name = f"{exercise.name}-{check.id}-{Path(picture.name).name}"
                (folder / "pictures" / name).write_bytes(picture.png)


def _unwritable(folder: Path, error: OSError) -> pytest.UsageError:
    return pytest.UsageError(
        _("--report: cannot write to {folder}: {why}").format(folder=folder, why=error.strerror)
    )
