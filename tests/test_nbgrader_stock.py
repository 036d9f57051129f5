"""The stock configuration, which executes the notebooks, and ours give the same points."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.nbgrader import class_folder
from autograder.nbgrader.source_notebooks import ASSIGNMENT
from tests.modules import ROOT
from tests.nbgrader_class import CLASS, cell, solved, write
from tests.nbgrader_commands import nbgrader, no_settings_of_the_machine
from tests.sandboxes import needs_sandbox

__all__ = ["no_settings_of_the_machine"]
pytestmark = needs_sandbox
STUDENTS = ("partial", "stub", "helpers", "not-python", "no-solution")
STOCK = """
del c.Autograde.sanitize_preprocessors
del c.Autograde.autograde_preprocessors
del c.Autograde.exporter_class
del c.Autograde.pre_convert_hook
c.Execute.timeout = 300
"""


def _scores(course: Path) -> dict[str, dict[str, float]]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            submission.student.id: {book.name: book.score for book in submission.notebooks}
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }


def _said(course: Path) -> dict[str, str]:
    """Return what our check cells of the first exercise say to each student."""
    return {
        path.parts[-3]: output.text
        for path in (course / "autograded").glob("*/*/01-preprocess.ipynb")
        for one in nbformat.read(path, as_version=4).cells
        for output in one.get("outputs", [])
        if output.output_type == "stream"
    }


@pytest.mark.usefixtures("no_settings_of_the_machine")
def test_both_give_the_same_points(tmp_path: Path) -> None:
    course = tmp_path / "course"
    class_folder.init(ROOT, course)
    assert nbgrader("generate_assignment", ASSIGNMENT, inside=course) == 0
    for student in STUDENTS:
        write(CLASS[student][0](course), course, student, "preprocess")
    wrong = solved(course, "build_cnn")
    solution = cell(wrong, "build_cnn-build_cnn")
    solution.source = solution.source.replace('activation="softmax"', 'activation="sigmoid"')
    write(wrong, course, "partial", "build_cnn")
    write(solved(course, "save_restore"), course, "full", "save_restore")
    uses_the_data = solved(course, "preprocess")
    cell(uses_the_data, "preprocess-one_hot").source += "\nassert train_images is not None"
    own = nbformat.v4.new_code_cell("SCALE = int(train_images.max())")
    uses_the_data.cells.insert(-1, own)
    cell(uses_the_data, "preprocess-preprocess_images").source = (
        "def preprocess_images(images):\n"
        "    scaled = np.asarray(images, np.float32) / SCALE\n"
        "    return scaled if scaled.ndim == 4 else scaled[..., None]\n"
    )
    write(uses_the_data, course, "uses-the-data", "preprocess")
    assert nbgrader("autograde", ASSIGNMENT, inside=course) == 0
    ours, said = _scores(course), _said(course)
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + STOCK, encoding="utf-8")
    assert nbgrader("autograde", ASSIGNMENT, "--force", inside=course) == 0
    assert _scores(course) == ours, said["uses-the-data"]
    assert ours["full"]["09-save_restore"] == 10, "TensorFlow logs while it saves"
    assert ours["uses-the-data"]["01-preprocess"] == 10
    assert 0 < ours["partial"]["04-build_cnn"] < 10
