"""A worker in a notebook's kernel: it has the functions that stand there and imports nothing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograder.worker.crew import Crew
from autograder.worker.host import Host
from autograder.worker.in_process import InProcessWorker
from autograder.worker.interface import Worker


class KernelCrew(Crew):
    """The workers of a notebook: one has its names, one has none.

    Args:
        namespace: the notebook's names.
        cells: the folder that its cells have as code.
    """

    def __init__(self, namespace: SimpleNamespace, cells: Path) -> None:
        super().__init__(cells, "in-process")
        self._namespace = namespace

    def _open(self, root: Path | None) -> Worker:
        worker = super()._open(None)
        if root is not None:
            assert isinstance(worker, InProcessWorker)
            worker.host = _KernelHost(self._namespace, root, worker.host.folder)
        return worker


class _KernelHost(Host):
    """Answers with the functions of a notebook."""

    def __init__(self, namespace: SimpleNamespace, cells: Path, folder: Path) -> None:
        super().__init__(None, folder)
        self._namespace = namespace
        self._cells = cells

    def _load(self, name: str, again: bool) -> dict[str, Any]:
        self.modules[name] = self._namespace  # type: ignore[assignment]
        return {"value": None}

    def _own_folder(self) -> Path:
        return self._cells
