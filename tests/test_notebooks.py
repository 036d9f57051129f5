"""The notebooks made from the solutions, and the check cell as a student's kernel runs it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.exercises import EXERCISES, NAMES, Exercise
from autograder.grade import grade
from autograder.nbgrader.source_notebooks import (
    COURSE,
    FOLDERS,
    build_notebooks,
    check_id,
    file_name,
    notebook_text,
)
from autograder.release import expect_no_solution
from tests.modules import ROOT


def _read(exercise: Exercise, language: str = "en") -> nbformat.NotebookNode:
    path = ROOT / COURSE / FOLDERS[language] / file_name(exercise)
    return nbformat.read(path, as_version=4)


def _code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


class TestTheBuiltNotebooks:
    @pytest.mark.parametrize("language", FOLDERS)
    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_building_again_changes_nothing(self, exercise: Exercise, language: str) -> None:
        path = ROOT / COURSE / FOLDERS[language] / file_name(exercise)
        assert notebook_text(ROOT, exercise, language) == path.read_text(encoding="utf-8")

    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_is_valid_and_has_one_check_worth_ten_points(self, exercise: Exercise) -> None:
        notebook = _read(exercise)
        nbformat.validate(notebook, version=4, version_minor=5)
        about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
        graded = [one for one in about if one.get("grade")]
        assert [(one["grade_id"], one["points"], one["locked"]) for one in graded] == [
            (check_id(exercise.name), 10, True)
        ]
        assert about[-1].get("grade"), "the check comes last"
        solutions = [one["grade_id"] for one in about if one.get("solution")]
        assert solutions == [f"{exercise.name}-{name}" for name in exercise.functions]

    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_has_the_same_code_and_cells_in_both_languages(self, exercise: Exercise) -> None:
        english, korean = _read(exercise, "en"), _read(exercise, "ko")
        assert _code(english) == _code(korean)
        assert [cell.id for cell in english.cells] == [cell.id for cell in korean.cells]
        for cell in korean.cells:
            if cell.cell_type == "markdown":
                assert any("가" <= letter <= "힣" for letter in cell.source), cell.source

    @pytest.mark.parametrize("language", FOLDERS)
    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_shows_results_and_links_a_note(self, exercise: Exercise, language: str) -> None:
        notebook = _read(exercise, language)
        shows = [cell for cell in notebook.cells if "-show-" in cell.id]
        assert shows
        assert all(cell.metadata["nbgrader"]["locked"] for cell in shows)
        link = notebook.cells[0].source.partition("](../../../")[2].partition(")")[0]
        assert link.startswith(f"{language}/")
        if language == "en":
            assert (ROOT / "course" / link).is_file()

    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_no_line_of_a_solution_stands_outside_of_its_marks(self, exercise: Exercise) -> None:
        from pathlib import PurePosixPath

        text = "\n".join(cell.source for cell in _as_released(_read(exercise)).cells)
        expect_no_solution({PurePosixPath(file_name(exercise)): text.encode()}, ROOT)

    def test_a_course_without_the_prose_has_no_notebooks(self, tmp_path: Path) -> None:
        assert build_notebooks(tmp_path) == []


def _as_released(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook as nbgrader releases it."""
    from nbgrader.preprocessors import ClearSolutions

    cleared, _resources = ClearSolutions().preprocess(notebook, {})
    return cleared


@pytest.fixture(scope="module")
def shell() -> Iterator[Any]:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    yield shell
    InteractiveShell.clear_instance()


def _run(shell: Any, cells: list[nbformat.NotebookNode]) -> tuple[Any, Any]:
    """Run code cells as a kernel does; return the last one's result and what it showed."""
    from IPython.utils.capture import capture_output

    shell.reset(new_session=False)
    for cell in cells:
        with capture_output() as shown:
            found = shell.run_cell(cell.source, store_history=True)
    return found, shown


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
class TestTheCheckCell:
    def test_a_solved_notebook_runs_and_has_ten_points(
        self, shell: Any, exercise: Exercise
    ) -> None:
        from IPython.utils.capture import capture_output

        shell.reset(new_session=False)
        for cell in _code(_read(exercise)):
            with capture_output() as shown:
                found = shell.run_cell(cell.source, store_history=True)
            assert found.error_before_exec is None, cell.id
            assert found.error_in_exec is None, cell.id
        assert found.result == 10.0
        assert isinstance(found.result, float)
        assert shown.stderr == "", "nbgrader gives no point where there is anything on stderr"
        assert "10" in shown.stdout
        html, *_more = [output.data.get("text/html", "") for output in shown.outputs]
        assert 'class="autograder-report"' in html

    def test_a_released_notebook_is_not_started(self, shell: Any, exercise: Exercise) -> None:
        cells = [c for c in _code(_as_released(_read(exercise))) if "show" not in c.id]
        ours = ("-data", "-prepare", "-set-up")
        found, shown = _run(shell, [c for c in cells if not c.id.endswith(ours)])
        assert found.result == 0.0
        assert "not started" in shown.stdout
        assert shown.stderr == ""


class TestWhatAStudentSees:
    def test_the_mistake_is_named_with_pictures_a_link_and_the_points_of_the_module(
        self, shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "preprocessing.md").touch()
        cells = [c for c in _code(_read(EXERCISES[0])) if not c.id.endswith(("data", "set-up"))]
        for cell in cells:
            cell.source = cell.source.replace(" / 255", "")
        cells = [cell for cell in cells if "show" not in cell.id]
        found, shown = _run(shell, cells)
        module = tmp_path / "preprocess.py"
        module.write_text("\n".join(cell.source for cell in cells[:-1]), encoding="utf-8")
        assert found.result == grade(module, isolation="in-process").points
        assert "hint" in shown.stdout
        html = shown.outputs[0].data["text/html"]
        assert html.count("data:image/png;base64,") >= 2
        assert 'href="notes/preprocessing.md#' in html

    def test_an_exception_is_shown_with_its_line_in_the_cell(self, shell: Any) -> None:
        wrong = "def preprocess_images(images):\n    return images.nonsense\n"
        cells = [nbformat.v4.new_code_cell(wrong), _code(_read(EXERCISES[0]))[-1]]
        _found, shown = _run(shell, cells)
        assert "AttributeError" in shown.stdout
        assert re.search(r"In\[\d+\]:2: return images\.nonsense", shown.stdout)

    def test_neither_prints_nor_figures_of_the_solution_are_shown(self, shell: Any) -> None:
        loud = (
            "import os, sys, matplotlib.pyplot as plt\n"
            "def plot_history(history):\n"
            "    print('LOUD'); print('LOUD', file=sys.stderr); os.write(2, b'LOUD')\n"
            "    plt.plot([1]); plt.show()\n"
        )
        cells = [nbformat.v4.new_code_cell(loud), _code(_read(EXERCISES[5]))[-1]]
        _found, shown = _run(shell, cells)
        assert "LOUD" not in shown.stdout
        assert shown.stderr == ""
        assert len(shown.outputs) == 1

    def test_nothing_is_logged_to_a_stream_that_was_there_before(self, shell: Any) -> None:
        """As TensorFlow's logger does; nbgrader gives no point where anything is on stderr."""
        loud = (
            "import logging, sys\n"
            "held = logging.StreamHandler(sys.stderr)\n"
            "logging.getLogger('loud').addHandler(held)\n"
            "def one_hot(labels, num_classes=10):\n"
            "    logging.getLogger('loud').warning('LOUD')\n"
        )
        cells = [nbformat.v4.new_code_cell(loud), _code(_read(EXERCISES[0]))[-1]]
        _run(shell, cells)
        held = shell.user_ns["held"]
        assert held.stream.getvalue() == ""
        logging.getLogger("loud").warning("afterwards")
        assert "afterwards" in held.stream.getvalue()
        logging.getLogger("loud").removeHandler(held)

    def test_the_students_random_numbers_are_where_they_were(self, shell: Any) -> None:
        import numpy as np

        cells = [_code(_read(EXERCISES[0]))[-1]]
        np.random.seed(3)
        expected = np.random.random(2)
        np.random.seed(3)
        assert np.random.random() == expected[0]
        _run(shell, cells)
        assert np.random.random() == expected[1]

    def test_another_exercises_name_gets_a_sentence(self, shell: Any) -> None:
        cell = nbformat.v4.new_code_cell('from autograder.kernel import check\ncheck("nonsense")')
        found, shown = _run(shell, [cell])
        assert found.result == 0.0
        assert "no exercise called 'nonsense'" in shown.stdout


def test_ids_are_stable_so_that_a_class_under_way_can_be_built_again() -> None:
    ids = [cell.id for exercise in EXERCISES for cell in _read(exercise).cells]
    assert len(ids) == len(set(ids))
    assert "preprocess-one_hot" in ids
