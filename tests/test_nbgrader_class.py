"""The life of a class, by nbgrader's own commands: every grade is the one that `grade()` gives."""

from __future__ import annotations

import csv
import datetime
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import nbformat
import pytest

from autograder.catalogue import hidden_checks_for
from autograder.exercises import EXERCISES, NAMES
from autograder.grade import grade
from autograder.nbgrader import class_folder
from autograder.nbgrader.source_notebooks import ASSIGNMENT, file_name
from autograder.release import expect_no_solution
from tests.modules import ROOT
from tests.nbgrader_class import (
    CLASS,
    EVERYTHING,
    PREPROCESS,
    cell,
    released,
    solution_code,
    solved,
)
from tests.nbgrader_commands import allow_exchange, nbgrader, no_settings_of_the_machine
from tests.sandboxes import needs_sandbox

__all__ = ["no_settings_of_the_machine"]
pytestmark = [
    needs_sandbox,
]
LATE, CHANGED = "late", "partial"
QUICK = "\nc.GradeCells.cpu_seconds = 4\n"


@dataclass(frozen=True)
class School:
    """Where everything of a class lies."""

    course: Path
    exchange: Path
    desks: Path

    def score(self, student: str, notebook: str = "") -> float:
        """Return the points that the gradebook has."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            if notebook:
                return gradebook.find_submission_notebook(notebook, ASSIGNMENT, student).score
            return gradebook.find_submission(ASSIGNMENT, student).score

    def feedback(self, student: str, notebook: str = PREPROCESS) -> str:
        """Return the feedback page of a student's notebook."""
        page = self.course / "feedback" / student / ASSIGNMENT / notebook
        return page.with_suffix(".html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, no_settings_of_the_machine: None) -> School:
    """A class from `class init` to released feedback."""
    place = tmp_path_factory.mktemp("school")
    one = School(place / "course", place / "exchange", place / "desks")
    one.exchange.mkdir()
    one.exchange.chmod(0o777)
    roster = place / "students.csv"
    rows = [f"{student},Given,Family" for student in [*CLASS, LATE]]
    roster.write_text("\n".join(["id,first_name,last_name", *rows]), encoding="utf-8")
    class_folder.init(ROOT, one.course, roster=roster)
    allow_exchange(one.course, one.exchange, QUICK)
    (one.course / "source" / ASSIGNMENT / "solution.py").write_text("answer = 42\n")
    (one.course / "source" / ASSIGNMENT / "table.csv").write_text("of,the,course\n")
    _hand_out(one)
    for student in CLASS:
        _submit(one, student)
    assert nbgrader("collect", ASSIGNMENT, inside=one.course) == 0
    assert nbgrader("autograde", ASSIGNMENT, inside=one.course) == 0
    return one


def _hand_out(school: School) -> None:
    assert nbgrader("generate_assignment", ASSIGNMENT, inside=school.course) == 0
    assert nbgrader("release_assignment", ASSIGNMENT, inside=school.course) == 0


def _submit(school: School, student: str, notebook: object = None) -> None:
    desk = school.desks / student
    if not desk.exists():
        desk.mkdir(parents=True)
        allow_exchange(desk, school.exchange)
        assert nbgrader("fetch_assignment", ASSIGNMENT, f"--student={student}", inside=desk) == 0
    folder = desk / ASSIGNMENT
    if notebook is None:
        notebook = CLASS[student][0](school.course)
    data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    (folder / PREPROCESS).write_bytes(data)
    for exercise in EXERCISES[1:]:
        path = folder / file_name(exercise)
        if student == EVERYTHING:
            path.write_text(nbformat.writes(solved(school.course, exercise.name)))
        else:
            path.unlink(missing_ok=True)
    (folder / "table.csv").write_text("of,a,student\n")
    assert nbgrader("submit", ASSIGNMENT, f"--student={student}", inside=desk) == 0


@pytest.fixture(scope="module")
def graded_feedback(school: School) -> School:
    assert nbgrader("generate_feedback", ASSIGNMENT, inside=school.course) == 0
    return school


class TestWhatIsReleased:
    def test_no_solution_no_expected_value_and_no_python_file(self, school: School) -> None:
        files = [path for path in (school.course / "release").rglob("*") if path.is_file()]
        assert not [path for path in files if path.suffix == ".py"]
        contents = {}
        for path in files:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                cells = json.loads(text)["cells"]
                assert all(not one.get("outputs") for one in cells)
                text = "\n".join("".join(one["source"]) for one in cells)
            contents[PurePosixPath(path.name)] = text.encode()
        expect_no_solution(contents, ROOT)
        everything = b"\n".join(contents.values()).decode()
        assert "SOLUTION" not in everything
        for name in NAMES:
            for check in hidden_checks_for(name):
                assert check.id not in everything

    def test_a_stub_is_the_one_of_the_exercises(self, school: School) -> None:
        stub = (ROOT / "exercises" / "preprocess.py").read_text(encoding="utf-8")
        for grade_id in ("preprocess-preprocess_images", "preprocess-one_hot"):
            assert cell(released(school.course, "preprocess"), grade_id).source in stub


class TestTheGradebook:
    @pytest.mark.parametrize("student", CLASS)
    def test_has_the_points_that_each_submission_must_have(
        self, school: School, student: str
    ) -> None:
        assert school.score(student, "01-preprocess") == CLASS[student][1]

    def test_has_a_hundred_for_the_solutions(self, school: School) -> None:
        assert school.score(EVERYTHING) == 100
        assert school.score("twice") == 10

    @pytest.mark.parametrize("student", ["full", "partial", "stub", "no-solution"])
    def test_has_the_points_that_grade_gives_for_the_same_code(
        self, school: School, student: str, tmp_path: Path
    ) -> None:
        notebook = CLASS[student][0](school.course)
        assert not isinstance(notebook, bytes)
        module = tmp_path / "preprocess.py"
        module.write_text(solution_code(notebook), encoding="utf-8")
        assert school.score(student, "01-preprocess") == grade(module).points


class TestFiles:
    def test_a_students_file_is_not_overwritten_by_the_courses(self, school: School) -> None:
        for stage in ("submitted", "autograded"):
            path = school.course / stage / "full" / ASSIGNMENT / "table.csv"
            assert path.read_text() == "of,a,student\n"

    def test_what_was_handed_in_is_left_as_it_is(self, school: School) -> None:
        for student in ("forged", "cut-off", "another"):
            handed = school.desks / student / ASSIGNMENT / PREPROCESS
            kept = school.course / "submitted" / student / ASSIGNMENT / PREPROCESS
            assert handed.read_bytes() == kept.read_bytes()


class TestFeedback:
    @pytest.mark.parametrize("student", [s for s in CLASS if CLASS[s][2]])
    def test_says_in_a_sentence_what_was_the_matter(
        self, graded_feedback: School, student: str
    ) -> None:
        assert CLASS[student][2] in graded_feedback.feedback(student)

    def test_has_the_pictures(self, graded_feedback: School) -> None:
        assert "data:image/png;base64," in graded_feedback.feedback("partial")

    def test_a_forged_sentence_is_not_shown(self, graded_feedback: School) -> None:
        assert "Everything is right." not in graded_feedback.feedback("forged")

    def test_reaches_the_student(self, graded_feedback: School) -> None:
        desk = graded_feedback.desks / "full"
        assert nbgrader("release_feedback", ASSIGNMENT, inside=graded_feedback.course) == 0
        assert nbgrader("fetch_feedback", ASSIGNMENT, "--student=full", inside=desk) == 0
        pages = {path.name for path in (desk / ASSIGNMENT / "feedback").rglob("*.html")}
        assert pages >= {Path(file_name(one)).with_suffix(".html").name for one in EXERCISES}


class TestAfterwards:
    """These change the class: they come last, and in this order."""

    def test_a_changed_submission_is_collected_and_graded_again(self, school: School) -> None:
        _submit(school, CHANGED, solved(school.course, "preprocess"))
        assert nbgrader("collect", ASSIGNMENT, "--update", inside=school.course) == 0
        assert nbgrader("autograde", ASSIGNMENT, inside=school.course) == 0
        assert school.score(CHANGED) == 10
        assert school.score("twice") == 10

    def test_a_late_submission_has_its_penalty_and_the_others_have_none(
        self, school: School, tmp_path: Path
    ) -> None:
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{school.course}/gradebook.db") as gradebook:
            now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
            gradebook.update_or_create_assignment(ASSIGNMENT, duedate=now)
        _submit(school, LATE, solved(school.course, "preprocess"))
        zero = "--LateSubmissionPlugin.penalty_method=zero"
        assert nbgrader("collect", ASSIGNMENT, inside=school.course) == 0
        assert nbgrader("autograde", ASSIGNMENT, zero, inside=school.course) == 0
        table = tmp_path / "grades.csv"
        assert nbgrader("export", f"--to={table}", inside=school.course) == 0
        with table.open(encoding="utf-8") as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
        assert (rows[LATE]["raw_score"], rows[LATE]["score"]) == ("10.0", "0.0")
        assert rows[EVERYTHING]["score"] == "100.0"
        assert float(rows[CHANGED]["score"]) == 10
        assert rows.keys() == {*CLASS, LATE}

    def test_hidden_checks_take_points_and_are_not_shown(self, school: School) -> None:
        hidden = ["--GradeCells.hidden=True", "--force", "--student=no-solution"]
        assert nbgrader("autograde", ASSIGNMENT, *hidden, inside=school.course) == 0
        arguments = ["--force", "--student=no-solution"]
        assert nbgrader("generate_feedback", ASSIGNMENT, *arguments, inside=school.course) == 0
        page = school.feedback("no-solution")
        for check in hidden_checks_for("preprocess"):
            assert check.id not in page
            assert check.title not in page
        assert "hidden check" in page


class TestWithoutAnExchange:
    def test_an_lms_download_is_collected_and_graded(
        self, school: School, tmp_path: Path, no_settings_of_the_machine: None
    ) -> None:
        course = tmp_path / "course"
        roster = tmp_path / "roster.csv"
        roster.write_text(
            "id,first_name,last_name,lms_user_id\nminsu,민수,김,\nada,Ada,Lovelace,77\n",
            encoding="utf-8",
        )
        class_folder.init(ROOT, course, language="ko", roster=roster)
        assert nbgrader("generate_assignment", ASSIGNMENT, inside=course) == 0
        right = nbformat.writes(solved(course, "preprocess")).encode()
        stub = nbformat.writes(released(course, "preprocess")).encode()
        archive = course / "downloaded" / ASSIGNMENT / "archive"
        archive.mkdir(parents=True)
        inner = tmp_path / "inner.zip"
        with zipfile.ZipFile(inner, "w") as file:
            file.writestr("내 과제/01-preprocess.ipynb", right)
        with zipfile.ZipFile(archive / "download.zip", "w") as file:
            file.writestr("김 민수_501_assignsubmission_file/01-preprocess.ipynb", right)
            file.write(inner, "박 지은_502_assignsubmission_file/과제 1.zip")
        (archive / "lovelaceada_77_901_01-preprocess.ipynb").write_bytes(stub)
        (archive / "lovelaceada_77_902_01-preprocess-1.ipynb").write_bytes(right)
        assert nbgrader("zip_collect", ASSIGNMENT, inside=course) == 0
        assert nbgrader("autograde", ASSIGNMENT, inside=course) == 0
        one = School(course, school.exchange, school.desks)
        assert {path.name for path in (course / "submitted").iterdir()} == {
            "minsu",
            "ada",
            "박 지은",
        }
        assert [one.score(student) for student in ("minsu", "ada", "박 지은")] == [10, 10, 10]
