"""A submitted notebook, read whatever state it is in.

nbgrader drops the whole submission of a student if one file of it cannot be read. Here such a file
is an empty notebook, with a sentence that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter

from autograder.batch.regular_file import read
from autograder.errors import CourseError
from autograder.exercises import EXERCISES
from autograder.nbgrader.source_notebooks import file_name
from autograder.notebook import read_notebook
from autograder.text import _

MAX_BYTES = 200_000_000
MAX_CELLS = 1000
NOTES = "autograder_notes"
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class SubmittedNotebook(NotebookExporter):
    """Reads a notebook for `nbgrader autograde`; what was wrong with it is in the resources."""

    def from_filename(self, filename: str, resources: Any = None, **more: Any) -> Any:
        """Return the notebook at `filename`, converted, and the resources."""
        resources = self._init_resources(resources)
        path = Path(filename)
        resources["metadata"] |= {"name": path.stem, "path": str(path.parent)}
        notebook, resources[NOTES] = read_submitted(path)
        return self.from_notebook_node(notebook, resources, **more)


def read_submitted(path: Path) -> tuple[nbformat.NotebookNode, list[str]]:
    """Return the notebook at `path` and sentences about it; nothing but its cells is kept.

    Where there is none, or none that can be read, it is an empty one.
    """
    try:
        notebook = read_notebook(_bytes(path))
    except CourseError as error:
        return nbformat.v4.new_notebook(), [f"{path.name}: {error}"]
    cells = list(_clean_cells(notebook["cells"][:MAX_CELLS]))
    notes = [] if cells else [_("{name}: the notebook is empty").format(name=path.name)]
    if len(notebook["cells"]) > MAX_CELLS:
        notes.append(
            _("{name} has more than {n} cells; the others were left out").format(
                name=path.name, n=MAX_CELLS
            )
        )
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata), notes


def hand_in_nothing_else(*, assignment: str, notebooks: list[str], **_others: Any) -> None:
    """Let a submission without any of the assignment's notebooks be graded, with no points.

    A hook for nbgrader's ``Autograde.pre_convert_hook``: nbgrader itself would end there, and the
    student would be told nothing.

    Args:
        assignment: its name.
        notebooks: paths of what was handed in; changed.
    """
    wanted = sorted(Path("source", assignment).glob("*.ipynb"))
    names = [path.name for path in wanted] or [file_name(exercise) for exercise in EXERCISES]
    if notebooks and not any(Path(path).name in names for path in notebooks):
        folder = Path(notebooks[0]).parent
        notebooks[:] = [str(folder / name) for name in names]


def _bytes(path: Path) -> bytes:
    if not path.exists() and not path.is_symlink():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.ipynb"))[:5])
        raise CourseError(
            _("it was not handed in; there is {others}").format(others=others)
            if others
            else _("it was not handed in")
        )
    return read(path, _("the notebook"), MAX_BYTES)


def _clean_cells(cells: list[Any]) -> Iterator[nbformat.NotebookNode]:
    """Yield cells that have what the format wants, and of the metadata only nbgrader's."""
    ids: set[str] = set()
    for number, cell in enumerate(cells):
        make = {
            "code": nbformat.v4.new_code_cell,
            "markdown": nbformat.v4.new_markdown_cell,
        }.get(cell["cell_type"], nbformat.v4.new_raw_cell)
        id_ = cell.get("id")
        if not isinstance(id_, str) or not _CELL_ID.fullmatch(id_) or id_ in ids:
            id_ = f"cell-{number}"
        ids.add(id_)
        metadata = cell.get("metadata")
        about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        kept = {"nbgrader": dict(about)} if isinstance(about, dict) else {}
        yield make(cell["source"], id=id_, metadata=kept)
