"""The workers of one submission: one that runs its modules, one that never imports any of them."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from pathlib import Path

from autograder.errors import CourseError
from autograder.report import Level
from autograder.worker.in_process import InProcessWorker
from autograder.worker.interface import Used, Worker
from autograder.worker.limits import Limits
from autograder.worker.sandbox.support import missing

MAX_MODULE = 2**20  # bytes; more is cut off, and no exercise needs it
MAX_MODULES = 200  # in one submission; the others are not there


class Crew:
    """Opens the workers of one submission when they are needed; a context manager.

    Args:
        root: the folder of the submission's modules, or its only module.
        isolation: where student code runs.
        limits: what a worker may take; nothing limits ``"in-process"``.
    """

    def __init__(self, root: Path, isolation: Level, limits: Limits | None = None) -> None:
        self.root = root
        self.isolation: Level = isolation
        self.limits = limits or Limits()
        self.loaded: set[str] = set()
        self.used = Used()
        self._started = time.monotonic()
        self._place = tempfile.TemporaryDirectory(prefix="autograder-")
        self._copy: Path | None = None
        self._student: Worker | None = None
        self._fresh: Worker | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def out_of_time(self) -> bool:
        """Whether the whole submission has taken as long as it may."""
        if self.isolation == "in-process":
            return False
        return time.monotonic() - self._started > self.limits.total_seconds

    def student(self) -> Worker:
        """Return the worker that runs the submission's modules."""
        if self._student is not None and self._student.gone:
            self.drop()
        if self._student is None:
            self._student = self._open(self.root)
        return self._student

    def fresh(self) -> Worker:
        """Return the worker that never imports anything of the student's."""
        if self._fresh is None or self._fresh.gone:
            self._fresh = self._open(None)
        self._fresh.start_clock()
        return self._fresh

    def drop(self) -> None:
        """End the workers; whoever asks next gets new ones, with no module loaded."""
        for worker in (self._student, self._fresh):
            if worker is not None:
                worker.close()
                self.used = Used(
                    self.used.cpu_seconds + worker.used.cpu_seconds,
                    max(self.used.memory, worker.used.memory),
                )
        self._student = self._fresh = None
        self.loaded.clear()

    def close(self) -> None:
        """End the workers and remove their files."""
        self.drop()
        self._place.cleanup()

    def _open(self, root: Path | None) -> Worker:
        folder = Path(tempfile.mkdtemp(dir=self._place.name))
        if root is not None and root.suffix == ".py":
            root = root.parent
        if self.isolation == "in-process":
            return InProcessWorker(root, folder)
        from autograder.worker.process import ProcessWorker

        if self.isolation == "process":
            return ProcessWorker(root, folder, self.limits)
        if why := missing():
            raise CourseError(why)
        if root is not None and self._copy is None:
            self._copy = copy_of_modules(self.root, Path(self._place.name, "submission"))
        return ProcessWorker(root and self._copy, folder, self.limits, sealed=True)


def copy_of_modules(root: Path, folder: Path) -> Path:
    """Copy the Python files of a submission, and nothing that is not one, into a new folder.

    Args:
        root: a folder of modules, or one module.
        folder: where to; everybody may read what is there then.

    Returns:
        `folder`.
    """
    folder.mkdir(mode=0o755)
    for path in [root] if root.is_file() else sorted(root.glob("*.py"))[:MAX_MODULES]:
        try:
            at = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        with open(at, "rb") as file:
            if stat.S_ISREG(os.fstat(at).st_mode):
                copy = folder / path.name
                copy.write_bytes(file.read(MAX_MODULE))
                copy.chmod(0o644)
    return folder
