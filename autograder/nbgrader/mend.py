"""A submission's cells are those of the assignment again, whatever a student did to them.

What a cell is, is looked up in the gradebook; what the submission says of it is not believed.
"""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.submitted import NOTES
from autograder.text import _

NOTES_CELL = "autograder-notes"


class Mend(NbGraderPreprocessor):
    """Stands first among ``Autograde.sanitize_preprocessors``."""

    def preprocess(
        self, nb: nbformat.NotebookNode, resources: Any
    ) -> tuple[nbformat.NotebookNode, Any]:
        """Return the mended notebook; sentences about it are in its last cell."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            known = _known_cells(gradebook.find_notebook(about["notebook"], about["assignment"]))
        nb.cells = [cell for cell in nb.cells if cell.get("id") != NOTES_CELL]
        notes = [*resources.get(NOTES, []), *mend(nb, known)]
        nb.cells.append(nbformat.v4.new_raw_cell(json.dumps(notes), id=NOTES_CELL))
        return nb, resources


def take_notes(nb: nbformat.NotebookNode) -> list[str]:
    """Return the sentences that `Mend` has left in a notebook, and remove them from it."""
    kept = [cell for cell in nb.cells if cell.get("id") == NOTES_CELL]
    nb.cells = [cell for cell in nb.cells if cell.get("id") != NOTES_CELL]
    return [note for cell in kept for note in json.loads(cell.source)]


def mend(nb: nbformat.NotebookNode, known: dict[str, nbformat.NotebookNode]) -> list[str]:
    """Make the cells of `nb` what they are in the assignment.

    Args:
        nb: the notebook; changed.
        known: the assignment's cells by their grade ids, in order.

    Returns:
        One sentence for each thing that was not as it should be.
    """
    notes = []
    last: dict[str, nbformat.NotebookNode] = {}
    for cell in nb.cells:
        grade_id = cell.metadata.pop("nbgrader", {}).get("grade_id")
        if not isinstance(grade_id, str) or grade_id not in known:
            continue
        if grade_id in last:
            last[grade_id].metadata.pop("nbgrader")
            note = _("The cell {id} is there more than once; the last one counts.")
            notes.append(note.format(id=grade_id))
        cell.metadata["nbgrader"] = known[grade_id].metadata["nbgrader"]
        last[grade_id] = cell
    if nb.cells and not last:
        notes.append(_("This is another notebook: it has none of the cells of this one."))
    else:
        notes += _missing(last, known)
    _put_checks_back(nb, last, known)
    return notes


def _known_cells(notebook: Any) -> dict[str, nbformat.NotebookNode]:
    """Return the cells that the gradebook has of a notebook."""
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    known = {}
    for cell in notebook.source_cells:
        about = {
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
            "grade": cell.name in points,
            "grade_id": cell.name,
            "locked": cell.locked,
            "schema_version": 3,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
        }
        if cell.name in points:
            about["points"] = points[cell.name]
        make = nbformat.v4.new_code_cell
        if cell.cell_type == "markdown":
            make = nbformat.v4.new_markdown_cell
        known[cell.name] = make(cell.source, metadata={"nbgrader": about})
    return known


def _missing(
    last: dict[str, nbformat.NotebookNode], known: dict[str, nbformat.NotebookNode]
) -> list[str]:
    notes = []
    for grade_id, cell in known.items():
        about = cell.metadata["nbgrader"]
        if grade_id in last:
            continue
        if about["solution"]:
            notes.append(_("The cell {id} was deleted.").format(id=grade_id))
        elif about["grade"]:
            notes.append(_("The cell {id} was deleted; it was put back.").format(id=grade_id))
    return notes


def _put_checks_back(
    nb: nbformat.NotebookNode,
    last: dict[str, nbformat.NotebookNode],
    known: dict[str, nbformat.NotebookNode],
) -> None:
    """Let every check of the assignment be there, after all that it checks."""
    checks = {
        grade_id: cell
        for grade_id, cell in known.items()
        if cell.metadata["nbgrader"]["grade"] and not cell.metadata["nbgrader"]["solution"]
    }
    for grade_id, cell in checks.items():
        there = last.get(grade_id)
        if there is None:
            nb.cells.append(cell)
        elif _is_before_a_solution(there, nb, last):
            nb.cells = [*(cell for cell in nb.cells if cell is not there), there]


def _is_before_a_solution(
    check: nbformat.NotebookNode,
    nb: nbformat.NotebookNode,
    last: dict[str, nbformat.NotebookNode],
) -> bool:
    places = {id(cell): place for place, cell in enumerate(nb.cells)}
    exercise = check.metadata["nbgrader"]["grade_id"].removesuffix("-check")
    return any(
        places[id(cell)] > places[id(check)]
        for grade_id, cell in last.items()
        if cell.metadata["nbgrader"]["solution"] and grade_id.startswith(f"{exercise}-")
    )
