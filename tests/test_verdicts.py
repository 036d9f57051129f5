"""Solutions, stubs and misconceptions graded at both isolation levels: the Reports are the same.

Whole modules of right and wrong work are graded in `test_quality`.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.exercises import NAMES, POINTS_PER_EXERCISE
from autograder.grade import grade
from autograder.misconception import Misconception
from autograder.quality.specimens import wrong_module
from autograder.report import CheckResult, ExerciseReport, Level, Report
from autograder.worker.crew import Crew
from autograder.worker.limits import Limits
from autograder.worker.process import ZYGOTE
from tests.modules import (
    EXERCISES,
    ROOT,
    SOLUTIONS,
    as_submission,
    every_misconception,
    grading_in,
    misconception_id,
)

LEVELS: tuple[Level, Level] = ("in-process", "process")
ENOUGH = Limits(total_seconds=math.inf)


@pytest.fixture(scope="module", autouse=True)
def zygote() -> Iterator[None]:
    yield
    ZYGOTE.close()


def graded_twice(path: Path, seed: int = 0) -> Report:
    """Return the Report on `path`, having seen that it is the same at both levels."""
    here = grade(path, seed=seed, isolation="in-process")
    there = grade(path, seed=seed, isolation="process")
    assert here.verdicts() == there.verdicts()
    assert not [c for e in here.exercises for c in e.checks if c.status == "error"]
    return here


@pytest.mark.parametrize("name", NAMES)
def test_solution_earns_every_point_at_both_levels(name: str) -> None:
    report = graded_twice(SOLUTIONS / f"{name}.py")
    assert (report.points, report.out_of) == (POINTS_PER_EXERCISE, POINTS_PER_EXERCISE)


@pytest.mark.parametrize("name", NAMES)
def test_stub_is_not_started_at_both_levels(name: str) -> None:
    report = graded_twice(EXERCISES / f"{name}.py")
    assert {check.status for check in report.exercises[0].checks} == {"not started"}


@pytest.mark.parametrize(("name", "wrong"), every_misconception(), ids=misconception_id)
def test_misconception_fails_its_checks_and_is_named_at_both_levels(
    name: str, wrong: Misconception, crews: list[Crew]
) -> None:
    """Only the checks that it is said to fail are run, and those that they come after."""
    here, there = (results(name, wrong, crew) for crew in crews)
    assert here == there
    assert "error" not in [check.status for check in here]
    assert wrong.id in [check.misconception for check in here if check.status == "failed"]


@pytest.fixture(scope="module")
def crews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Crew]]:
    """Workers at both levels that all misconceptions are loaded into, one after the other."""
    with contextlib.ExitStack() as stack:
        folder = tmp_path_factory.mktemp("wrong")
        yield [stack.enter_context(Crew(folder, level, ENOUGH)) for level in LEVELS]


def results(name: str, wrong: Misconception, crew: Crew) -> list[CheckResult]:
    """Return what became of the checks that `wrong` fails, without what differs between runs."""
    grading = grading_in(crew, name, wrong_module(ROOT, name, wrong))
    found = [grading.run(check) for check in grading.checks if check.id in wrong.caught_by]
    report = Report(crew.isolation, 0, [ExerciseReport(name, found)])
    return report.verdicts().exercises[0].checks


def test_a_seed_that_other_code_left_costs_right_work_nothing(tmp_path: Path) -> None:
    """With TensorFlow's global seed set, a shuffle inside a dataset repeats its order."""
    import keras

    module = ROOT / "tests" / "right" / "make_dataset" / "permutation_in_flat_map.py"
    keras.utils.set_random_seed(7)
    report = grade(as_submission(module, "make_dataset", tmp_path), isolation="in-process")
    assert report.points == POINTS_PER_EXERCISE


def test_a_folder_is_graded_as_a_whole(tmp_path: Path) -> None:
    as_submission(SOLUTIONS / "preprocess.py", "preprocess", tmp_path)
    as_submission(EXERCISES / "train.py", "train", tmp_path)
    report = grade(tmp_path, isolation="in-process")
    assert [exercise.name for exercise in report.exercises] == list(NAMES)
    assert (report.points, report.out_of) == (10, 100)
    assert [exercise.name for exercise in report.exercises if exercise.started] == ["preprocess"]
