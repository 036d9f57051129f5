"""The gradebook's grades in the forms that schools take, by the formats' own documents."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.errors import CourseError
from autograder.nbgrader.commands import command
from autograder.nbgrader.export import FORMATS, export


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A gradebook: one student with full points, one graded by hand, one late, one absent."""
    folder = tmp_path / "course"
    folder.mkdir()
    command("alembic")
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.add_assignment("mnist-cnn")
        for notebook in ("01-preprocess", "02-make_dataset"):
            gradebook.add_notebook(notebook, "mnist-cnn")
            gradebook.add_grade_cell("check", notebook, "mnist-cnn", max_score=10, cell_type="code")
        for student, number in (("ada", "77"), ("김민수", ""), ("late", ""), ("absent", "")):
            gradebook.add_student(student, lms_user_id=number or None)
        for student, points in (("ada", (10, 10)), ("김민수", (4.5, 0)), ("late", (10, 8))):
            gradebook.add_submission("mnist-cnn", student)
            for notebook, score in zip(("01-preprocess", "02-make_dataset"), points, strict=True):
                grade = gradebook.find_grade("check", notebook, "mnist-cnn", student)
                grade.auto_score = score
        gradebook.find_grade("check", "02-make_dataset", "mnist-cnn", "김민수").manual_score = 3
        late = gradebook.find_submission_notebook("02-make_dataset", "mnist-cnn", "late")
        late.late_submission_penalty = 8
        gradebook.db.commit()
    return folder


TOTALS = {"ada": "20", "김민수": "7.5", "late": "10", "absent": "0"}


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_csv_has_each_notebook_and_the_total_with_grades_by_hand_and_penalties(
    course: Path, tmp_path: Path
) -> None:
    [path] = export(course, "csv", tmp_path / "out")
    rows = {row["student"]: row for row in _rows(path)}
    assert {student: row["total"] for student, row in rows.items()} == TOTALS
    assert rows["김민수"]["make_dataset"] == "3"


def test_canvas_has_its_columns_points_possible_and_the_students_number(
    course: Path, tmp_path: Path
) -> None:
    [path] = export(course, "canvas", tmp_path / "out")
    possible, *rows = _rows(path)
    assert (possible["Student"].strip(), possible["mnist-cnn"]) == ("Points Possible", "20")
    assert {row["Student"]: row["mnist-cnn"] for row in rows} == TOTALS
    assert {row["Student"]: row["ID"] for row in rows}["ada"] == "77"


def test_moodle_has_a_worksheet_and_a_table_for_the_gradebook(course: Path, tmp_path: Path) -> None:
    worksheet, table = export(course, "moodle", tmp_path / "out")
    [row] = _rows(worksheet)
    assert (row["Identifier"], row["Grade"], row["Maximum grade"]) == ("Participant 77", "20", "20")
    assert {row["Student"]: row["Grade"] for row in _rows(table)} == TOTALS


def test_gradescope_has_results_for_each_student(course: Path, tmp_path: Path) -> None:
    paths = export(course, "gradescope", tmp_path / "out")
    found = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    assert {student: f"{results['score']:g}" for student, results in found.items()} == TOTALS
    for results in found.values():
        assert sum(test["max_score"] for test in results["tests"]) == 20


@pytest.mark.parametrize(
    ("to", "assignment", "sentence"),
    [("excel", "mnist-cnn", "no export to excel"), ("csv", "other", "no assignment 'other'")],
)
def test_what_is_not_there_is_said(
    course: Path, tmp_path: Path, to: str, assignment: str, sentence: str
) -> None:
    with pytest.raises(CourseError, match=sentence):
        export(course, to, tmp_path / "out", assignment)


@pytest.mark.parametrize("to", FORMATS)
def test_a_folder_without_a_gradebook_is_said(tmp_path: Path, to: str) -> None:
    with pytest.raises(CourseError, match=r"no gradebook\.db"):
        export(tmp_path, to, tmp_path / "out")


def test_it_works_where_no_environment_is_activated(course: Path) -> None:
    program = Path(sys.executable).with_name("autograder")
    bare = {name: value for name, value in os.environ.items() if name != "PATH"}
    run = subprocess.run(
        [program, "export", "--to", "csv", "--out", "out"],
        cwd=course,
        env=bare | {"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "ada" in Path(course, "out", "grades.csv").read_text("utf-8")
