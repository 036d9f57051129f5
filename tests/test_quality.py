"""The measuring itself: no fault where there is none, and every sort of fault found."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.catalogue import checks_for
from autograder.exercises import NAMES
from autograder.quality.apart import tasks, verdicts_apart
from autograder.quality.door import of_the_course
from autograder.quality.measured import Measured, measure
from autograder.quality.mutants import Harmless, change_of, harmless_mutants, mutants
from autograder.quality.page import quality_page
from autograder.quality.specimens import Specimen
from autograder.quality.trial import Verdict
from autograder.report import CheckResult, Status
from autograder.worker.crew import Crew
from tests.graded import check
from tests.modules import ROOT, grading_in


@pytest.mark.parametrize("name", NAMES)
def test_no_right_work_is_refused_no_wrong_work_paid_and_mistakes_are_named(
    name: str, tmp_path: Path
) -> None:
    """Right work in every style, and some of the wrong: `test_verdicts` has every misconception."""
    specimens = of_the_course(ROOT, [name])
    wrong = [one for one in specimens if one.kind == "wrong"]
    tried = [one for one in specimens if one.kind == "right"] + wrong[::8]
    with Crew(tmp_path, "in-process") as crew:
        found = [Verdict(one, 0, graded_in(crew, one)) for one in tried]
    measured = measure(found)
    assert measured.false_rejects == ()
    assert measured.false_accepts == ()
    assert measured.broken == ()
    assert measured.named_enough, measured.unnamed
    assert len(wrong) >= 12
    assert measured.modules["right"] >= 13


def graded_in(crew: Crew, specimen: Specimen) -> tuple[CheckResult, ...]:
    """Return what becomes of a specimen that is loaded where others were before."""
    grading = grading_in(crew, specimen.exercise, specimen.source)
    return tuple(grading.run(check) for check in grading.checks)


# Every sort of fault is counted.


FIRST, SECOND = (check.id for check in checks_for("preprocess")[:2])
RIGHT = Specimen("preprocess", "right", "right", "")
WRONG = Specimen("preprocess", "wrong", "wrong", "", "m", "preprocess_images", (FIRST,))
ANY_WRONG = Specimen("preprocess", "wrong", "any wrong", "")
MUTANT = Specimen("preprocess", "mutant", "x = 1 → x = 2", "")


def verdict(specimen: Specimen, *statuses: Status, seed: int = 0, named: str = "") -> Verdict:
    """Return the verdict on a specimen whose first checks had these statuses."""
    checks = [
        check(
            id_,
            status,
            functions=["preprocess_images"],
            misconception="" if status == "passed" else named,
        )
        for id_, status in zip((FIRST, SECOND), statuses, strict=True)
    ]
    return Verdict(specimen, seed, tuple(checks))


def test_right_work_that_passes_and_wrong_work_that_fails_where_it_must_is_no_fault() -> None:
    found = [
        verdict(RIGHT, "passed", "passed"),
        verdict(WRONG, "failed", "skipped", named="m"),
        verdict(MUTANT, "passed", "failed"),
    ]
    assert measure(found).faults == 0


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("false_rejects", [verdict(RIGHT, "passed", "failed")]),
        ("false_rejects", [verdict(RIGHT, "skipped", "passed")]),
        ("false_accepts", [verdict(ANY_WRONG, "passed", "passed")]),
        ("broken", [verdict(RIGHT, "passed", "error")]),
        ("elsewhere", [verdict(WRONG, "failed", "failed", named="m")]),
        ("elsewhere", [verdict(WRONG, "passed", "failed", named="m")]),
        ("unnamed", [verdict(WRONG, "failed", "skipped")]),
        ("unnamed", [verdict(WRONG, "failed", "skipped", named="another")]),
        ("unexplained", [verdict(MUTANT, "passed", "passed")]),
        (
            "changed",
            [
                verdict(ANY_WRONG, "failed", "passed"),
                verdict(ANY_WRONG, "passed", "failed", seed=1),
            ],
        ),
    ],
)
def test_every_sort_of_fault_is_counted(sort: str, found: list[Verdict]) -> None:
    measured = measure(found)
    assert len(getattr(measured, sort)) == 1
    assert measured.faults == 1
    assert sort == "unexplained" or "preprocess" in quality_page(measured)


def test_a_mutant_that_is_explained_is_no_fault_but_a_stale_explanation_is() -> None:
    alive = verdict(MUTANT, "passed", "passed")
    explained = [Harmless("preprocess", ("x = 1 → x = 2",), "x is free")]
    assert measure([alive], explained).faults == 0
    stale = [*explained, Harmless("preprocess", ("y = 1 → y = 2",), "y is free")]
    assert measure([alive], stale).stale == ("preprocess y = 1 → y = 2",)


def test_it_tells_which_check_catches_what_no_other_does() -> None:
    found = [
        verdict(dataclasses.replace(ANY_WRONG, name="one"), "failed", "passed"),
        verdict(dataclasses.replace(ANY_WRONG, name="both"), "failed", "failed"),
    ]
    first, second = measure(found).checks
    assert (first.misconceptions, first.alone) == (("one", "both"), ("one",))
    assert (second.misconceptions, second.alone) == (("both",), ())


def test_with_further_seeds_misconceptions_fail_where_they_are_said_to_and_are_told_apart() -> None:
    specimens = of_the_course(ROOT, ["preprocess"])
    pieces: list[None] = []
    found = list(verdicts_apart(specimens, [1, 2], 1, lambda: pieces.append(None)))
    assert len(pieces) == tasks(specimens, [1, 2])
    assert len(found) == 2 * sum(1 for one in specimens if one.misconception)
    for one in found:
        assert {check.id for check in one.failed} == set(one.specimen.caught_by)
    assert measure(found).faults == 0


# Mutants.


@pytest.mark.parametrize("name", NAMES)
def test_mutants_are_different_programs_and_the_harmless_ones_among_them(name: str) -> None:
    found = mutants(ROOT, [name])
    assert len({mutant.source for mutant in found}) == len(found) > 0
    made = [mutant.name for mutant in found]
    listed = [one for one in harmless_mutants(ROOT) if one.exercise == name]
    assert not [change for one in listed for change in one.changes if change not in made]
    assert all(one.why for one in listed)


def test_a_change_is_named_by_its_lines() -> None:
    assert change_of("a = 1\nb = 2\n", "a = 1\nb = 3\n") == "b = 2 → b = 3"


# The command.


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a copy of the course with one exercise, whose checks may be weakened."""
    shutil.copytree(
        ROOT / "autograder", tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copytree(ROOT / "tests" / "right" / "preprocess", tmp_path / "tests/right/preprocess")
    return tmp_path


def quality(course: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", "quality", *options],
        cwd=course,
        env=os.environ | {"PYTHONPATH": str(course), "AUTOGRADER_LANG": "en"},
        capture_output=True,
        text=True,
    )


WEAKENED = {
    "as it is": ("expect.py", "", ""),
    "a tolerance of 1": ("expect.py", "tolerance: float = 1e-6", "tolerance: float = 1.0"),
    "no after": ("checks/preprocess.py", "after=returns_float32_with_channel_axis", "after=()"),
    "no look at the shape": ("expect.py", "    _expect_shape(", "    0 and _expect_shape("),
}


@pytest.mark.parametrize(("file", "before", "after"), WEAKENED.values(), ids=WEAKENED)
def test_a_weakened_check_is_found_out(course: Path, file: str, before: str, after: str) -> None:
    path = course / "autograder" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    done = quality(course, "--exercise", "preprocess", "--out", "out")
    measured = json.loads((course / "out" / "quality.json").read_text(encoding="utf-8"))
    assert (done.returncode, measured["faults"] > 0) == ((1, True) if before else (0, False))
    assert "preprocess" in (course / "out" / "quality.html").read_text(encoding="utf-8")


def test_it_measures_any_folder_of_modules(course: Path) -> None:
    right, wrong = course / "mine" / "right", course / "mine" / "wrong" / "preprocess"
    right.mkdir(parents=True)
    wrong.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "preprocess.py", right / "preprocess.py")
    shutil.copy(ROOT / "solutions" / "preprocess.py", wrong / "not_wrong.py")
    done = quality(course, "--right", str(right), "--wrong", str(wrong.parent), "--out", "out")
    assert done.returncode == 1
    assert "preprocess/not_wrong" in done.stdout


@pytest.mark.parametrize(
    "options", [["--right", "nowhere"], ["--exercise", "cooking"]], ids=["folder", "exercise"]
)
def test_bad_input_gets_one_sentence(course: Path, options: list[str]) -> None:
    done = quality(course, *options)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_page_shows_the_matrix() -> None:
    measured: Measured = measure([verdict(WRONG, "failed", "passed", named="m")])
    assert "◉" in quality_page(measured)
