"""A class that hands in notebooks: right, wrong, and broken in every way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat

from autograder.exercises import exercise
from autograder.nbgrader.source_notebooks import ASSIGNMENT, file_name

Notebook = nbformat.NotebookNode
PREPROCESS = file_name(exercise("preprocess"))


def source_of(course: Path, name: str) -> Notebook:
    """Return the solved notebook of an exercise."""
    path = course / "source" / ASSIGNMENT / file_name(exercise(name))
    return nbformat.read(path, as_version=4)


def released(course: Path, name: str) -> Notebook:
    """Return an exercise's notebook as students get it."""
    path = course / "release" / ASSIGNMENT / file_name(exercise(name))
    return nbformat.read(path, as_version=4)


def cell(notebook: Notebook, grade_id: str) -> Notebook:
    """Return the last cell with a grade id."""
    return [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    ][-1]


def solved(course: Path, name: str) -> Notebook:
    """Return the released notebook with the solutions filled in."""
    notebook = released(course, name)
    for given in source_of(course, name).cells:
        if given.metadata.get("nbgrader", {}).get("solution"):
            cell(notebook, given.id).source = given.source
    return notebook


def write(notebook: Notebook | bytes, course: Path, student: str, name: str) -> Path:
    """Put an exercise's notebook where nbgrader has submissions."""
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(exercise(name))
    data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    path.write_bytes(data)
    return path


def without(notebook: Notebook, *grade_ids: str) -> Notebook:
    """Return the notebook without these cells."""
    gone = [cell(notebook, grade_id) for grade_id in grade_ids]
    notebook.cells = [one for one in notebook.cells if not any(one is other for other in gone)]
    return notebook


def _full(course: Path) -> Notebook:
    return solved(course, "preprocess")


def _partial(course: Path) -> Notebook:
    notebook = _full(course)
    one = cell(notebook, "preprocess-preprocess_images")
    one.source = one.source.replace("/ 255\n", "/ 256\n")
    return notebook


def _twice(course: Path) -> Notebook:
    notebook = _full(course)
    copy = nbformat.from_dict(json.loads(json.dumps(cell(notebook, "preprocess-one_hot"))))
    copy.id, copy.source = "copied", "def one_hot(labels, num_classes=10):\n    return None"
    place = next(i for i, one in enumerate(notebook.cells) if one.id == "preprocess-one_hot")
    notebook.cells.insert(place, copy)
    return notebook


def _helpers(course: Path) -> Notebook:
    notebook = _full(course)
    one = cell(notebook, "preprocess-one_hot")
    one.source = "def one_hot(labels, num_classes=10):\n    return rows(labels, num_classes)\n"
    own = [
        "%matplotlib inline\n!pip list\nimport numpy",
        "raise RuntimeError('an experiment')",
        "def rows(labels, n):\n    return numpy.eye(n)[numpy.asarray(labels)]",
    ]
    notebook.cells[3:3] = [nbformat.v4.new_code_cell(code) for code in own]
    return notebook


def _another(_course: Path) -> Notebook:
    about = {
        "grade": True,
        "grade_id": "q1",
        "locked": True,
        "points": 99,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    cells = [
        nbformat.v4.new_code_cell("x = 1"),
        nbformat.v4.new_code_cell("assert x", metadata={"nbgrader": about}),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def _not_python(course: Path) -> Notebook:
    notebook = _full(course)
    cell(notebook, "preprocess-one_hot").source = "def one_hot(labels, num_classes=10:\n    pass"
    return notebook


def _large(course: Path) -> Notebook:
    notebook = _full(course)
    text = nbformat.v4.new_output("stream", text="x" * 50_000_000)
    cell(notebook, "preprocess-one_hot").outputs = [text]
    return notebook


def _forged(course: Path) -> Notebook:
    """Change everything that decides about points but the solution, which is a stub."""
    notebook = released(course, "preprocess")
    check = cell(notebook, "preprocess-check")
    check.source = "10.0"
    check.metadata.nbgrader.points = 1000
    check.outputs = [
        nbformat.v4.new_output("execute_result", data={"text/plain": "10.0"}, execution_count=1)
    ]
    notebook.cells.append(
        nbformat.v4.new_raw_cell('["Everything is right."]', id="autograder-notes")
    )
    return notebook


def _moved(course: Path) -> Notebook:
    notebook = _full(course)
    notebook.cells.insert(0, notebook.cells.pop())
    return notebook


def _odd_metadata(course: Path) -> bytes:
    content = json.loads(nbformat.writes(_full(course)))
    content["cells"][1]["metadata"] = {"nbgrader": "mine"}
    content["cells"][2]["metadata"] = {"nbgrader": {"grade_id": ["a", "list"]}}
    content["cells"][0].pop("id")
    content["metadata"] = {"kernelspec": {"name": "nonsense", "display_name": "x"}}
    return json.dumps(content).encode()


def _cut_off(course: Path) -> bytes:
    return nbformat.writes(_full(course)).encode()[:3000]


def _attack(course: Path, code: str) -> Notebook:
    """A partial solution that tries something in a cell of its own."""
    notebook = _partial(course)
    notebook.cells.insert(-1, nbformat.v4.new_code_cell(code))
    return notebook


PATCHES_IPYTHON = """
import autograder.kernel, builtins
from IPython import get_ipython
autograder.kernel.check = lambda name: 10.0
get_ipython().user_ns["check"] = builtins.check = lambda name: 10.0
"""
WRITES_GRADES = """
import glob, sqlite3, os
for path in [*glob.glob("/**/gradebook.db", recursive=True), "gradebook.db", "../../gradebook.db"]:
    db = sqlite3.connect(path)
    db.execute("update grade set auto_score = 10, manual_score = 10")
    db.commit()
"""
READS_SOURCE = """
import json
with open("../../source/mnist-cnn/01-preprocess.ipynb") as file:
    for c in json.load(file)["cells"]:
        if c["id"].startswith("preprocess-") and c["metadata"].get("nbgrader", {}).get("solution"):
            exec("".join(c["source"]))
"""
LEAVES = "import os\nos._exit(0)\n"
LOOPS = "while True:\n    pass\n"

PARTIAL, HALF = 5, 7  # of preprocess, with wrong pixels or without one_hot

# student → what is handed in, the points, a part of the sentence in the feedback
Handed = Callable[[Path], Notebook | bytes]
CLASS: dict[str, tuple[Handed, float, str]] = {
    "full": (_full, 10, ""),
    "partial": (_partial, PARTIAL, "hint"),
    "stub": (lambda course: released(course, "preprocess"), 0, "not started"),
    "twice": (_twice, 10, "The cell preprocess-one_hot is there more than once"),
    "no-check": (
        lambda course: without(_full(course), "preprocess-check"),
        10,
        "The cell preprocess-check was deleted; it was put back.",
    ),
    "no-solution": (
        lambda course: without(_full(course), "preprocess-one_hot"),
        HALF,
        "The cell preprocess-one_hot was deleted.",
    ),
    "neither": (
        lambda course: without(_full(course), "preprocess-one_hot", "preprocess-check"),
        HALF,
        "The cell preprocess-check was deleted; it was put back.",
    ),
    "empty": (lambda course: nbformat.v4.new_notebook(), 0, "the notebook is empty"),
    "nothing": (lambda course: b"", 0, "is not valid JSON"),
    "cut-off": (_cut_off, 0, "is not valid JSON"),
    "another": (_another, 0, "This is another notebook"),
    "large": (_large, 10, ""),
    "helpers": (_helpers, 10, "2 lines that only a notebook understands"),
    "not-python": (_not_python, HALF, "is not valid Python"),
    "moved": (_moved, 10, ""),
    "odd": (_odd_metadata, 10, ""),
    "forged": (_forged, 0, "not started"),
    "patches": (lambda course: _attack(course, PATCHES_IPYTHON), PARTIAL, ""),
    "writes": (lambda course: _attack(course, WRITES_GRADES), PARTIAL, ""),
    "reads": (lambda course: _attack(course, READS_SOURCE), PARTIAL, ""),
    "leaves": (lambda course: _attack(course, LEAVES), PARTIAL, ""),
    "loops": (lambda course: _attack(course, LOOPS), PARTIAL, ""),
}


EVERYTHING = "full"  # hands in all ten notebooks, the others preprocess alone


def solution_code(notebook: Notebook) -> str:
    """Return what a student has written into a notebook's solution cells, as one module."""
    return "\n\n".join(
        one.source
        for one in notebook.cells
        if one.id.endswith("-imports") or one.metadata.get("nbgrader", {}).get("solution")
    )
