"""nbgrader's own commands, in this process: starting an interpreter for each takes seconds."""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

APPS = {
    "generate_assignment": "generateassignmentapp.GenerateAssignmentApp",
    "release_assignment": "releaseassignmentapp.ReleaseAssignmentApp",
    "fetch_assignment": "fetchassignmentapp.FetchAssignmentApp",
    "submit": "submitapp.SubmitApp",
    "collect": "collectapp.CollectApp",
    "zip_collect": "zipcollectapp.ZipCollectApp",
    "autograde": "autogradeapp.AutogradeApp",
    "generate_feedback": "generatefeedbackapp.GenerateFeedbackApp",
    "release_feedback": "releasefeedbackapp.ReleaseFeedbackApp",
    "fetch_feedback": "fetchfeedbackapp.FetchFeedbackApp",
    "export": "exportapp.ExportApp",
}


def nbgrader(command: str, *arguments: str, inside: Path) -> int:
    """Run a command in a folder and return its exit code; what it says is printed if it fails."""
    module, _dot, name = APPS[command].partition(".")
    app = getattr(importlib.import_module(f"nbgrader.apps.{module}"), name)()
    said = io.StringIO()
    code = 0
    _keep_streams_open()
    with contextlib.chdir(inside), contextlib.redirect_stderr(io.StringIO()):
        try:
            app.initialize(list(arguments))
            app.log.handlers[:] = [logging.StreamHandler(said)]
            app.start()
        except SystemExit as left:
            code = int(left.code or 0)
    if code:
        print(said.getvalue())  # pytest shows it where a test fails
    return code


def _keep_streams_open() -> None:
    """Give absl's log handler, which TensorFlow brings, a stream that it never closes.

    nbgrader's applications close every handler that there is, and absl's would close pytest's
    captured stderr with it.
    """
    absl = sys.modules.get("absl.logging")
    if absl is not None:
        absl.get_absl_handler().python_handler.stream = sys.__stderr__


@pytest.fixture(scope="session")
def no_settings_of_the_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let nbgrader read nothing of whoever runs the tests, and leave nothing with them."""
    nowhere = str(tmp_path_factory.mktemp("no-settings"))
    before = dict(os.environ)
    os.environ.update(JUPYTER_CONFIG_DIR=nowhere, JUPYTER_NO_CONFIG="", IPYTHONDIR=nowhere)
    os.environ.update(JUPYTER_DATA_DIR=nowhere, JUPYTER_RUNTIME_DIR=nowhere)
    yield
    os.environ.clear()
    os.environ.update(before)


def allow_exchange(folder: Path, exchange: Path, more: str = "") -> None:
    """Let nbgrader's commands in a folder use an exchange, whatever else they are told."""
    path = folder / "nbgrader_config.py"
    text = path.read_text(encoding="utf-8") if path.exists() else "c = get_config()\n"
    text += f'\nc.CourseDirectory.course_id = "mnist-cnn"\nc.Exchange.root = {str(exchange)!r}\n'
    path.write_text(text + more, encoding="utf-8")
