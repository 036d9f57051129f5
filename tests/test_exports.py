"""Files for learning management systems, held against the formats that these document."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from autograder.batch.record import Graded
from autograder.results import write
from tests.graded import (
    a_class,
    check,
    graded,
    hidden_check,
    message,
    picture,
    with_exercises,
    wrong,
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "en")


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"))))


def by_column(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"))))


# Canvas: lib/gradebook_importer.rb.


def canvas(records: list[Graded], out: Path, **settings: Any) -> list[list[str]]:
    write(records, out, ["canvas"], **settings)
    return table(out / "canvas.csv")


def test_canvas_finds_its_header(tmp_path: Path) -> None:
    """More than three columns, the first with ``Student``, the second with ``ID``; then the SIS ids
    in this order; the last before the assignments with ``Section``."""
    header, *_rows = canvas(a_class(), tmp_path, assignment="MNIST (4711)")
    assert header[:2] == ["Student", "ID"]
    assert header[2:4] == ["SIS User ID", "SIS Login ID"]
    assert header[4] == "Section"
    assert header[5:] == ["MNIST (4711)"]  # its title and, in brackets, its number


def test_canvas_takes_no_column_for_a_score_of_its_own(tmp_path: Path) -> None:
    """A column with one of these names would be passed over."""
    (header, *_rows) = canvas(a_class(), tmp_path)
    own = r"(Current|Final|Override) (Score|Points|Grade|Status)"
    assert not any(re.search(own, column) for column in header)


def test_canvas_finds_the_points_possible(tmp_path: Path) -> None:
    """The row after the header has ``Points Possible`` in its first column."""
    _header, possible, *students = canvas(a_class(), tmp_path)
    assert "Points Possible" in possible[0]
    assert possible[1:] == ["", "", "", "", "8"]
    assert len(students) == len(a_class())
    assert all(len(row) == len(possible) for row in students)


def test_canvas_looks_a_student_up_by_number_else_by_sis_id_login_or_name(tmp_path: Path) -> None:
    rows = {row[0]: row[1:] for row in canvas(a_class(), tmp_path)}
    assert rows["Ada"] == ["678", "", "", "", "0"]
    assert rows["bea"] == ["", "bea", "bea", "", "4"]


def test_canvas_is_given_no_grade_for_what_could_not_be_read(tmp_path: Path) -> None:
    rows = {row[0]: row for row in canvas(a_class(), tmp_path)}
    assert rows["Gus"][-1] == ""
    assert rows["Carl"][-1] == "0"


# Moodle: mod/assign/feedback/offline/importgradeslib.php, and Grades > Import.


def moodle(records: list[Graded], out: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    write(records, out, ["moodle"])
    return by_column(out / "moodle-worksheet.csv"), by_column(out / "moodle-gradebook.csv")


def test_moodle_finds_the_columns_that_it_needs(tmp_path: Path) -> None:
    moodle(a_class(), tmp_path)
    header = table(tmp_path / "moodle-worksheet.csv")[0]
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(header)
    assert header.index("Feedback comments") > 0  # the first column is never read as feedback


def test_moodle_finds_the_participant(tmp_path: Path) -> None:
    """What follows ``Participant `` is the number that Moodle knows the student by."""
    worksheet, gradebook = moodle(a_class(), tmp_path)
    assert [row["Identifier"] for row in worksheet] == ["Participant 12345"]
    assert len(gradebook) == len(a_class())  # who has no such number is here


def test_moodle_is_given_a_grade_and_no_more_than_the_maximum(tmp_path: Path) -> None:
    """It passes over a grade above the assignment's maximum, and takes none for no change."""
    records = [
        graded("Ada", check(out_of=2.5), lms={"moodle": "1"}),
        graded("Gus", state="unreadable", lms={"moodle": "2"}, notes=["It is damaged."]),
    ]
    worksheet, gradebook = moodle(records, tmp_path)
    assert (worksheet[0]["Grade"], worksheet[0]["Maximum grade"]) == ("2.5", "2.5")
    assert worksheet[1]["Grade"] == gradebook[1]["Grade"] == ""
    assert "It is damaged." in worksheet[1]["Feedback comments"]


def test_moodle_shows_feedback_as_html_so_nothing_of_it_is_markup(tmp_path: Path) -> None:
    record = graded("Ada", wrong(got="<img onerror=x>"), lms={"moodle": "1"})
    (row,), _gradebook = moodle([record], tmp_path)
    assert "<img" not in row["Feedback comments"]
    assert "&lt;img" in row["Feedback comments"]


def test_moodle_feedback_names_the_faults(tmp_path: Path) -> None:
    (row,), _gradebook = moodle(
        [graded("Ada", wrong(), check("sums"), lms={"moodle": "1"})], tmp_path
    )
    feedback = row["Feedback comments"]
    for said in ("4 of 8 points", "the values are wrong", "the pixels are not scaled", "by 255"):
        assert said in feedback
    assert "It sums." not in feedback


# Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/

TOP_LEVEL: dict[str, Any] = {
    "score": (int, float),
    "execution_time": (int, float),
    "output": str,
    "output_format": str,
    "test_output_format": str,
    "test_name_format": str,
    "visibility": str,
    "stdout_visibility": str,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
TEST: dict[str, Any] = {
    "score": (int, float),
    "max_score": (int, float),
    "status": str,
    "name": str,
    "name_format": str,
    "number": str,
    "output": str,
    "output_format": str,
    "tags": list,
    "visibility": str,
    "extra_data": dict,
}
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "simple_format", "html", "md", "ansi"}


def gradescope(record: Graded, out: Path) -> dict[str, Any]:
    write([record], out, ["gradescope"])
    found: dict[str, Any] = json.loads(
        (out / "gradescope" / record.student / "results.json").read_bytes()
    )
    return found


@pytest.mark.parametrize("record", a_class(), ids=lambda record: record.student)
def test_gradescope_finds_only_what_it_knows(record: Graded, tmp_path: Path) -> None:
    found = gradescope(record, tmp_path)
    assert found["score"] == record.report.points
    for key, value in found.items():
        assert isinstance(value, TOP_LEVEL[key]), key
        if key.endswith("visibility"):
            assert value in VISIBILITIES
        if key.endswith("format"):
            assert value in FORMATS
    for test in found["tests"]:
        for key, value in test.items():
            assert isinstance(value, TEST[key]), key
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in VISIBILITIES


def test_gradescope_has_a_file_for_each_submission(tmp_path: Path) -> None:
    write(a_class(), tmp_path, ["gradescope"])
    files = list((tmp_path / "gradescope").glob("*/results.json"))
    assert len(files) == len(a_class())


def test_gradescope_hides_hidden_checks_and_they_say_nothing(tmp_path: Path) -> None:
    hidden = hidden_check(message=message(problem="secret"), pictures=[picture()], printed="secret")
    found = gradescope(graded("Ada", check(), hidden), tmp_path)
    visible, secret = found["tests"]
    assert (visible["visibility"], secret["visibility"]) == ("visible", "hidden")
    assert "secret" not in json.dumps(found)
    assert "score" not in secret  # a negative one; the score of the whole has it already
    assert found["score"] == 3


def test_gradescope_shows_why_a_check_failed(tmp_path: Path) -> None:
    (test,) = gradescope(graded("Ada", wrong()), tmp_path)["tests"]
    assert (test["score"], test["max_score"], test["status"]) == (0, 4, "failed")
    for said in ("It scales.", "the values are wrong", "divide by 255", "preprocess.py:12"):
        assert said in test["output"]


def test_no_export_shows_a_hidden_checks_content(tmp_path: Path) -> None:
    record = graded("Ada", hidden_check(message=message(problem="secret")), lms={"moodle": "1"})
    write([record], tmp_path, ["canvas", "moodle", "gradescope"])
    for pattern in ("*.csv", "gradescope/*/*.json"):
        for path in tmp_path.glob(pattern):
            assert "secret" not in path.read_text("utf-8"), path


def test_exports_of_a_class_without_exercises_are_whole(tmp_path: Path) -> None:
    write([with_exercises("Ada", [])], tmp_path, ["canvas", "moodle", "gradescope"])
    assert table(tmp_path / "canvas.csv")[2] == ["Ada", "", "Ada", "Ada", "", "0"]
