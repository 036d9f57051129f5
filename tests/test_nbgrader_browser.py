"""A student and an instructor in a real browser: JupyterLab with nbgrader's extensions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from autograder.nbgrader import class_folder
from autograder.nbgrader.source_notebooks import ASSIGNMENT
from tests.jupyter_lab import CHROMIUM, browser_page, lab
from tests.modules import ROOT
from tests.nbgrader_class import CLASS, PREPROCESS, released, solved, write
from tests.nbgrader_commands import nbgrader, no_settings_of_the_machine
from tests.sandboxes import needs_sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

__all__ = ["no_settings_of_the_machine"]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
    needs_sandbox,
]
PICTURES = os.environ.get("NBGRADER_PICTURES")  # course/nbgrader/images, to take them anew


def _picture(page: Page, name: str, folder: Path) -> None:
    path = Path(PICTURES or folder) / f"{name}.png"
    page.screenshot(path=path)
    assert path.stat().st_size > 10_000


def _at_the_top(shown: Locator) -> None:
    shown.evaluate("element => element.scrollIntoView({block: 'start'})")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, no_settings_of_the_machine: None) -> Path:
    folder = tmp_path_factory.mktemp("class") / "course"
    roster = folder.with_name("students.csv")
    roster.write_text("id,first_name,last_name\nfull,Ada,Lovelace\npartial,민수,김\n", "utf-8")
    class_folder.init(ROOT, folder, roster=roster)
    assert nbgrader("generate_assignment", ASSIGNMENT, inside=folder) == 0
    return folder


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as page:
        yield page


def _fill_in(page: Page, mark: str, code: str) -> None:
    """Replace the code of the cell in which `mark` stands."""
    cell = page.locator(".jp-CodeCell", has_text=mark).first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(code)


def _run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


WRONG = """\
def preprocess_images(images):
    return np.asarray(images, np.float32).reshape(*np.shape(images)[:3], -1) if np.size(images) \
else np.zeros((*np.shape(images)[:3], 1), np.float32)"""


def test_a_student_solves_a_notebook_and_validates_it(
    course: Path, page: Page, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    notebook = released(course, "preprocess")
    nbformat.write(notebook, desk / PREPROCESS)
    patient = "c = get_config()\nc.Execute.timeout = 300  # seconds, on a machine busy with tests\n"
    (desk / "nbgrader_config.py").write_text(patient, "utf-8")
    right = {c.id: c.source for c in solved(course, "preprocess").cells}
    with lab(desk, tmp_path) as address:
        page.goto(f"{address}/lab/tree/{PREPROCESS}?reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.get_by_role("button", name="No", exact=True).click()  # to news about Jupyter
        page.keyboard.press("Control+b")  # the notebook alone
        _fill_in(page, "def preprocess_images", WRONG)
        _fill_in(page, "def one_hot", right["preprocess-one_hot"])
        _run_all(page)
        report = page.locator(".autograder-report").last
        report.wait_for()
        report.locator("img").first.wait_for()
        text = report.inner_text()
        assert "hint" in text
        result = page.locator(".jp-OutputArea-executeResult").last.inner_text()
        assert float(result.split(":")[-1]) < 10
        _at_the_top(report)
        _picture(page, "student", tmp_path)
        _fill_in(page, "def preprocess_images", right["preprocess-preprocess_images"])
        _run_all(page)
        page.get_by_text("10 / 10 points").wait_for()
        _at_the_top(page.locator(".autograder-report").last)
        page.get_by_text("Validate", exact=True).first.click()  # which saves
        said = page.locator("#validation-message")
        said.wait_for(timeout=300_000)
        assert "Success! Your notebook passes all the tests." in said.inner_text()
        _picture(page, "validate", tmp_path)


def test_an_instructor_grades_the_class_in_the_formgrader(
    course: Path, page: Page, tmp_path: Path
) -> None:
    for student in ("full", "partial"):
        write(CLASS[student][0](course), course, student, "preprocess")
    with lab(course, tmp_path) as address:
        page.goto(f"{address}/formgrader/manage_submissions/{ASSIGNMENT}")
        for student in ("full", "partial"):
            row = page.locator("tr", has_text=student).first
            row.locator("td.autograde a").click()
            page.get_by_text("Successfully autograded").wait_for()
            page.locator(".modal .panel").evaluate_all("logs => logs.map(log => log.remove())")
            _picture(page, "autograde", tmp_path)
            page.reload()
        row = page.locator("tr", has_text="partial").first
        assert f"{CLASS['partial'][1]:g} / 100" in row.inner_text()
        _picture(page, "formgrader", tmp_path)
        page.goto(f"{address}/formgrader/gradebook/{ASSIGNMENT}/01-preprocess")
        row = page.locator("tr").filter(has=page.locator("td", has_text="5 / 10"))
        row.locator("a", has_text="Submission").first.click()
        page.locator(".autograder-report").first.wait_for()
        assert "5 / 10 points" in page.locator(".autograder-report").first.inner_text()
        page.locator(".autograder-report").first.scroll_into_view_if_needed()
        page.mouse.wheel(0, 250)
        _picture(page, "submission", tmp_path)
