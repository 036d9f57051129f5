"""A check's result on pytest's own report: its outcome, its text, and the result itself.

The result travels as plain data that JSON can hold, so that it reaches the process that sums up,
whichever process the check ran in.
"""

from __future__ import annotations

import base64
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.pytest_plugin.options import options_of
from autograder.pytest_plugin.places import module_path
from autograder.report import CheckResult, result_from_dict, to_dict
from autograder.text import _

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter

_ATTRIBUTE = "check_result"


def set_outcome(report: pytest.TestReport, result: CheckResult, config: pytest.Config) -> None:
    """Let `report` say what became of the check."""
    setattr(report, _ATTRIBUTE, _packed(result))
    if result.status in ("failed", "error"):
        report.outcome = "failed"
        report.longrepr = failure_text(report, result, config)  # type: ignore[assignment]
    elif result.status in ("skipped", "not started"):
        report.outcome = "skipped"
        reason = result.message.problem if result.message else _("not started")
        report.longrepr = (str(path_of(report.nodeid, config)), None, reason)  # type: ignore[assignment]


def result_of(report: pytest.TestReport) -> CheckResult | None:
    """Return the result that `report` carries, None if it is of no check or not of its call."""
    packed = getattr(report, _ATTRIBUTE, None)
    return None if packed is None else _unpacked(packed)


def failure_text(
    report: pytest.TestReport, result: CheckResult, config: pytest.Config
) -> FailureText:
    """Return the text of a check that failed."""
    typed = as_typed(path_of(report.nodeid, config), config)
    command = f"pytest {shlex.quote(typed)} -k {result.id} {options_of(config).typed()}"
    return FailureText(result, typed, command)


def path_of(nodeid: str, config: pytest.Config) -> Path:
    """Return the path of the exercise's module that an item belongs to."""
    return module_path(Path(os.path.abspath(config.rootpath / nodeid.partition("::")[0])))


def as_typed(path: Path, config: pytest.Config) -> str:
    """Return `path` as somebody would type it who stands where pytest was started."""
    here = config.invocation_params.dir
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


@dataclass(frozen=True)
class FailureText:
    """What pytest shows of a failed check; it asks for it by these methods' names.

    Attributes:
        result: what became of the check.
        path: the exercise's file, as typed.
        again: the command that repeats the check.
    """

    result: CheckResult
    path: str
    again: str

    @property
    def reprcrash(self) -> _Crash:
        """The fault in one sentence, for pytest's short summary."""
        return _Crash(self.path, self.result.message.problem if self.result.message else "")

    def toterminal(self, tw: TerminalWriter) -> None:
        """Write the text, as wide and as colourful as the terminal is."""
        from autograder.terminal.failure import failure
        from autograder.terminal.render import render

        text = failure(self.result, again=self.again, heading=False)
        width, colour = tw.fullwidth, tw.hasmarkup
        tw.write(render(text, width=width, colour=colour, encoding=encoding_of(tw)))

    def __str__(self) -> str:
        from autograder.terminal.failure import failure
        from autograder.terminal.render import render

        return render(failure(self.result, again=self.again, heading=False)).rstrip("\n")


@dataclass(frozen=True)
class _Crash:
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def encoding_of(tw: TerminalWriter) -> str:
    """Return the encoding of what `tw` writes to."""
    return getattr(getattr(tw, "_file", None), "encoding", None) or "utf-8"


def _packed(result: CheckResult) -> dict[str, Any]:
    data = to_dict(result)
    for picture in data["pictures"]:
        picture["png"] = base64.b64encode(picture["png"]).decode("ascii")
    return data


def _unpacked(data: dict[str, Any]) -> CheckResult:
    pictures = [
        {**picture, "png": base64.b64decode(picture["png"])} for picture in data["pictures"]
    ]
    return result_from_dict({**data, "pictures": pictures})
