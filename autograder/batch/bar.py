"""How far a batch is, on the screen."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from autograder.batch.record import Graded
from autograder.text import _, plural

STOPPED_BY_CTRL_C = 130


class Bar:
    """How far a batch is: done, without a full grade, time left."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._failed = 0

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._progress.stop()

    def begin(self, submissions: int) -> None:
        """Show a bar for so many submissions."""
        self._task = self._progress.add_task(_("grading"), total=submissions, failed="")

    def finished(self, graded: Graded | None) -> None:
        """Go on by one."""
        if graded is not None and graded.state != "graded":
            self._failed += 1
        failed = plural("{n} failed", "{n} failed", self._failed).format(n=self._failed)
        self._progress.update(self._task, advance=1, failed=failed if self._failed else "")
