"""Checks, misconceptions, stubs and notes fit together."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest

from autograder.catalogue import checks_for, misconceptions_for
from autograder.exercises import EXERCISES, NAMES, POINTS_PER_EXERCISE, Exercise
from tests.modules import ROOT, SOLUTIONS, every_misconception, misconception_id

NOTES = ROOT / "course"
LANGUAGES = ("en", "ko")


def points_in_docstring(name: str) -> dict[str, int]:
    """Return each check's points as the solution's docstring states them."""
    text = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
    section = text.split("Points (10 in all):", 1)[1].split('"""', 1)[0]
    return {line[2]: int(line[1]) for line in re.finditer(r"(\d+)  (\w+):", section)}


@pytest.mark.parametrize("name", NAMES)
def test_checks_share_ten_points_as_the_docstring_says(name: str) -> None:
    points = {check.id: check.points for check in checks_for(name)}
    assert sum(points.values()) == POINTS_PER_EXERCISE
    assert points_in_docstring(name) == points


@pytest.mark.parametrize("task", EXERCISES, ids=NAMES)
def test_every_function_is_checked_and_every_check_says_which(task: Exercise) -> None:
    named = {function for check in checks_for(task.name) for function in check.functions}
    assert named == set(task.functions)


@pytest.mark.parametrize("name", NAMES)
def test_a_check_calls_only_the_functions_that_it_names(name: str) -> None:
    """Otherwise an untouched function would fail a check instead of leaving it not started."""
    from autograder.exercises import exercise

    for check in checks_for(name):
        source = inspect.getsource(check.judge)
        called = set(re.findall(r"student\.(\w+)", source)) & set(exercise(name).functions)
        assert called <= set(check.functions), check.id


@pytest.mark.parametrize("name", NAMES)
def test_every_check_and_misconception_is_one_sentence_for_a_reader(name: str) -> None:
    for check in checks_for(name):
        assert check.title.endswith("."), check.id
    wrongs = misconceptions_for(name)
    assert len(wrongs) >= 12
    assert len({wrong.id for wrong in wrongs}) == len(wrongs)
    for wrong in wrongs:
        assert wrong.title, wrong.id
        assert not wrong.title.endswith("."), wrong.id
        assert wrong.hint, wrong.id


@pytest.mark.parametrize(("name", "wrong"), every_misconception(), ids=misconception_id)
def test_misconception_names_existing_function_and_checks(name: str, wrong) -> None:  # type: ignore[no-untyped-def]
    ids = {check.id for check in checks_for(name)}
    assert set(wrong.caught_by) <= ids
    assert wrong.replaces in {function for task in EXERCISES for function in task.functions}


def anchors_of(language: str, page: str) -> set[str]:
    """Return the anchors of a page of the notes."""
    path = NOTES / language / f"{page}.md"
    return set(re.findall(r"^\(([\w-]+)\)=$", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_note_that_a_message_points_to_exists(name: str, language: str) -> None:
    pointed = {check.see for check in checks_for(name)}
    pointed |= {wrong.see for wrong in misconceptions_for(name)}
    source = (ROOT / "autograder" / "checks" / f"{name}.py").read_text(encoding="utf-8")
    pointed |= set(re.findall(r'see="([\w#-]+)"', source))
    for see in sorted(pointed):
        page, anchor = see.split("#")
        assert anchor in anchors_of(language, page), see


@pytest.mark.parametrize("language", LANGUAGES)
def test_anchors_are_unique_across_pages(language: str) -> None:
    pages = [page.stem for page in (NOTES / language).glob("*.md")]
    found = [anchor for page in pages for anchor in sorted(anchors_of(language, page))]
    assert sorted(found) == sorted(set(found))


def test_no_misconception_has_a_line_of_the_solution() -> None:
    """They go to students with the package, so they must not give the solution away."""
    for name in NAMES:
        solution = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
        regions = re.findall(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", solution, re.DOTALL)
        lines = {line.strip() for region in regions for line in region.splitlines()}
        telling = {line for line in lines if len(line) > 25}
        for module in {sys.modules[w.function.__module__] for w in misconceptions_for(name)}:
            assert not telling & {line.strip() for line in inspect.getsource(module).splitlines()}


def test_listing_checks_and_misconceptions_imports_no_heavy_package() -> None:
    code = (
        "import sys\n"
        "from autograder.catalogue import checks_for, misconceptions_for\n"
        "from autograder.exercises import NAMES\n"
        "import autograder.grade, autograder.cli\n"
        "[(checks_for(n), misconceptions_for(n)) for n in NAMES]\n"
        "print([m for m in ('tensorflow', 'keras', 'matplotlib', 'sklearn') if m in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
