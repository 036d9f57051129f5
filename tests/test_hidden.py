"""Hidden checks: right work passes them, what was made for the visible checks does not."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.catalogue import checks_for, hidden_checks_for
from autograder.check import HIDDEN_POINTS, Check
from autograder.errors import CourseError
from autograder.exercises import EXERCISES, NAMES, POINTS_PER_EXERCISE, Exercise
from autograder.grade import Grading
from autograder.judge import result
from autograder.report import CheckResult, ExerciseReport
from autograder.worker.crew import Crew
from tests.cheats import CHEATS, Cheat
from tests.modules import EXERCISES as STUBS
from tests.modules import RIGHT, ROOT, SOLUTIONS, as_submission


def run(path: Path, checks: tuple[Check, ...], seed: int = 0) -> list[CheckResult]:
    """Return what becomes of these checks, in this process."""
    with Crew(path, "in-process") as crew:
        grading = Grading(path, crew, seed=seed)
        return [grading.run(check) for check in checks]


def alone(name: str) -> tuple[Check, ...]:
    """Return an exercise's hidden checks, to be run without the visible ones before them."""
    return tuple(dataclasses.replace(check, after=()) for check in hidden_checks_for(name))


# What they are.


@pytest.mark.parametrize("task", EXERCISES, ids=NAMES)
def test_students_are_told_how_many_there_are(task: Exercise) -> None:
    assert task.hidden_checks == len(hidden_checks_for(task.name)) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_each_comes_after_visible_checks_of_all_its_functions(name: str) -> None:
    """So that a function that fails a visible check costs nothing more."""
    visible = checks_for(name)
    for check in hidden_checks_for(name):
        assert check.hidden
        assert check.points == HIDDEN_POINTS
        before = {function for one in check.after for function in one.functions if not one.hidden}
        assert set(check.functions) <= before
    assert not [check for check in visible if check.hidden]
    assert {check.id for check in visible}.isdisjoint(c.id for c in hidden_checks_for(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_function_has_one(name: str) -> None:
    named = {function for check in hidden_checks_for(name) for function in check.functions}
    assert named == {function for check in checks_for(name) for function in check.functions}


@pytest.mark.parametrize("name", NAMES)
def test_each_is_one_sentence_and_points_to_a_note(name: str) -> None:
    for check in hidden_checks_for(name):
        assert check.title.endswith(".")
        page, _hash, anchor = check.see.partition("#")
        assert f"({anchor})=" in (ROOT / "course" / "en" / f"{page}.md").read_text(encoding="utf-8")


# What they cost.


def test_only_a_hidden_check_that_fails_takes_points_away() -> None:
    (check, *_others) = hidden_checks_for("preprocess")
    assert result(check, "failed").points == -HIDDEN_POINTS
    for status in ("passed", "skipped", "not started", "error"):
        assert result(check, status).points == 0
    assert result(check, "failed").out_of == 0
    assert result(check, "failed").hidden


def test_an_exercise_never_has_less_than_no_points() -> None:
    (check, *_others) = hidden_checks_for("preprocess")
    assert ExerciseReport("preprocess", [result(check, "failed")]).points == 0


# Whom they let pass.


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_passes(name: str) -> None:
    assert {found.status for found in run(SOLUTIONS / f"{name}.py", alone(name))} == {"passed"}


@pytest.mark.parametrize("name", NAMES)
def test_a_stub_is_not_started(name: str) -> None:
    found = run(STUBS / f"{name}.py", hidden_checks_for(name))
    assert {check.status for check in found} == {"not started"}


@pytest.mark.parametrize(
    ("seed", "module"), list(enumerate(RIGHT)), ids=[f"{m.parent.name}-{m.stem}" for m in RIGHT]
)
def test_right_work_in_another_style_passes(seed: int, module: Path, tmp_path: Path) -> None:
    name = module.parent.name
    found = run(as_submission(module, name, tmp_path), alone(name), seed)
    assert [check for check in found if check.status != "passed"] == []


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.id)
def test_work_that_is_right_on_visible_inputs_only_loses_points(
    cheat: Cheat, tmp_path: Path
) -> None:
    path = tmp_path / f"{cheat.exercise}.py"
    solution = (SOLUTIONS / f"{cheat.exercise}.py").read_text(encoding="utf-8")
    path.write_text(f"{solution}\nhonest = {cheat.replaces}\n{cheat.code}", encoding="utf-8")
    visible, hidden = checks_for(cheat.exercise), hidden_checks_for(cheat.exercise)
    found = run(path, (*visible, *hidden))
    assert [check for check in found if not check.hidden and check.status != "passed"] == []
    failed = [check for check in found if check.status == "failed"]
    assert failed
    assert all(cheat.replaces in check.functions for check in failed)
    points = ExerciseReport(cheat.exercise, found).points
    assert points == POINTS_PER_EXERCISE - HIDDEN_POINTS * len(failed)
    for check in failed:
        assert check.message is not None
        assert "\n" not in check.message.problem


def test_every_exercise_has_two_cheats_that_are_found() -> None:
    for name in NAMES:
        assert len([cheat for cheat in CHEATS if cheat.exercise == name]) >= 2


def test_a_missing_reference_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.checks.hidden import reference

    monkeypatch.setattr(reference, "_BESIDE_THE_PACKAGE", tmp_path)
    monkeypatch.setattr(reference, "project_root", lambda: tmp_path)
    with pytest.raises(CourseError, match=re.escape("solutions/train.py, which is missing")):
        reference.reference("train")


def test_the_current_folder_is_not_where_references_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A grader that stands in a student's folder must not run the student's "solutions"."""
    from autograder.checks.hidden import reference

    (tmp_path / "solutions").mkdir()
    for name in NAMES:
        (tmp_path / "solutions" / f"{name}.py").write_text("raise SystemExit\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert reference.reference("train").path == SOLUTIONS / "train.py"


# `pytest --hidden`.


def pytest_hidden(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**kept, "COLUMNS": "100", "AUTOGRADER_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a solved and a cheating version of exercise 1."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "exercises").mkdir()
    solution = (SOLUTIONS / "preprocess.py").read_text(encoding="utf-8")
    (tmp_path / "solutions" / "preprocess.py").write_text(solution, encoding="utf-8")
    (cheat, *_others) = [cheat for cheat in CHEATS if cheat.replaces == "one_hot"]
    cheating = f"{solution}\nhonest = one_hot\n{cheat.code}"
    (tmp_path / "exercises" / "preprocess.py").write_text(cheating, encoding="utf-8")
    return tmp_path


def test_pytest_runs_them_where_they_are_asked_for(folder: Path) -> None:
    usual = pytest_hidden(folder, "exercises/preprocess.py")
    assert usual.returncode == 0
    assert "done · 2 more checks run at grading" in usual.stdout
    assert "marks_any_labels" not in usual.stdout
    asked = pytest_hidden(folder, "exercises/preprocess.py", "--hidden")
    assert asked.returncode == 1
    assert "marks_any_labels · hidden, costs 2 points" in asked.stdout
    assert "pytest exercises/preprocess.py -k marks_any_labels --seed 0 --hidden" in asked.stdout
    assert "8/10  next: marks_any_labels" in asked.stdout
    assert "8/10 points" in asked.stdout.splitlines()[-1]


def test_pytest_says_done_where_they_passed(folder: Path) -> None:
    ran = pytest_hidden(folder, "solutions/preprocess.py", "--hidden")
    assert ran.returncode == 0
    assert re.search(r"10/10  done$", ran.stdout, re.MULTILINE)
