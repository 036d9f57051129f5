"""The site of the lecture notes, built as a reader builds it and used from a folder."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from autograder.catalogue import checks_for
from autograder.exercises import NAMES
from autograder.site.build import build_site
from autograder.text import LANGUAGES
from tests.modules import ROOT
from tests.test_notes import PAGES

ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
ANCHOR = re.compile(r'id="([^"]+)"')
IMAGE = re.compile(r"<img\b[^>]*>")
LOADED = re.compile(r'<(?:script|link|img)\b[^>]*(?:src|href)="(https?:[^"]+)"')
NO_FILE = ("http:", "https:", "mailto:", "data:", "javascript:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site: every page executed, without a warning."""
    out = tmp_path_factory.mktemp("site")
    build_site(ROOT, out)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    found = shutil.which("chromium")
    assert found, "install it: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page, which must not have written an error to the console in the end."""
    context = browser.new_context()
    opened = context.new_page()
    errors: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    opened.on("console", keep)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("requestfailed", lambda request: errors.append(request.url))
    yield opened
    context.close()
    assert errors == []


def html_pages(site: Path) -> list[Path]:
    """Return the site's pages."""
    return [page for language in LANGUAGES for page in sorted((site / language).glob("*.html"))]


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    for language in LANGUAGES:
        built = {page.stem for page in (site / language).glob("*.html")}
        assert {*PAGES, "search"} == built
        assert f'lang="{language}"' in (site / language / "cnn.html").read_text(encoding="utf-8")


def test_no_link_and_no_anchor_is_dead(site: Path) -> None:
    anchors = {
        page: set(ANCHOR.findall(page.read_text(encoding="utf-8"))) for page in html_pages(site)
    }
    for page in html_pages(site):
        for address in ADDRESS.findall(page.read_text(encoding="utf-8")):
            if address.startswith(NO_FILE):
                continue
            file, anchor = urldefrag(unquote(address).partition("?")[0])
            target = (page.parent / file).resolve() if file else page
            assert target.exists(), f"{page.name}: {address}"
            if anchor and target in anchors:
                assert anchor in anchors[target], f"{page.name}: {address}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_says_in_the_pages_language_what_is_to_be_seen(
    site: Path, language: str
) -> None:
    said = []
    for page in sorted((site / language).glob("*.html")):
        for image in IMAGE.findall(page.read_text(encoding="utf-8")):
            alt = re.search(r'alt="([^"]*)"', image)
            assert alt, f"{page.name}: {image}"
            assert len(alt[1].split()) > 5, f"{page.name}: {image}"
            assert bool(re.search("[가-힣]", alt[1])) == (language == "ko"), f"{page.name}: {image}"
            said.append(alt[1])
    assert len(said) >= 30
    assert len(said) == len(set(said)), "no two figures are alike"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_that_a_check_names_is_an_anchor_of_the_site(
    site: Path, language: str
) -> None:
    """A report links to it."""
    for see in {check.see for name in NAMES for check in checks_for(name)}:
        page, anchor = see.split("#")
        html = (site / language / f"{page}.html").read_text(encoding="utf-8")
        assert anchor in ANCHOR.findall(html), see


def test_nothing_is_loaded_from_the_network(site: Path) -> None:
    for page in html_pages(site):
        assert LOADED.findall(page.read_text(encoding="utf-8")) == [], page.name


def test_nothing_of_the_machine_it_was_built_on_is_shown(site: Path) -> None:
    for page in html_pages(site):
        text = page.read_text(encoding="utf-8")
        assert str(ROOT) not in text, page.name
        assert "site-packages" not in text, page.name
        assert "ipykernel_" not in text, page.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_from_a_folder_without_an_error(
    site: Path, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for name in PAGES:
        page.goto((site / language / f"{name}.html").as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{name} scrolls sideways on a telephone"
        broken = page.evaluate(
            "[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)"
        )
        assert broken == [], name


def test_the_language_switch_stays_on_the_page_and_at_the_paragraph(site: Path, page: Page) -> None:
    page.goto((site / "en" / "convolution.html").as_uri() + "#pooling")
    page.click("a.language-switch")
    page.wait_for_url("**/ko/convolution.html#pooling")
    page.click("a.language-switch")
    page.wait_for_url("**/en/convolution.html#pooling")


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "confusion matrix", "errors"),
        ("en", "shuffle buffer", "datasets"),
        ("ko", "합성곱", "convolution"),
        ("ko", "합성곱을", "convolution"),
        ("ko", "풀링", "convolution"),
        ("ko", "혼동 행렬", "errors"),
        ("ko", "체크포인트에서는", "saving"),
        ("ko", "과대적합", "curves"),
    ],
)
def test_search_finds_words_whatever_particle_follows(
    site: Path, page: Page, language: str, words: str, expected: str
) -> None:
    page.goto((site / language / "search.html").as_uri() + f"?q={words}")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("!document.querySelector('#search-progress')?.innerText.includes('...')")
    found = page.eval_on_selector_all(
        "#search-results li a", "links => links.map(link => link.getAttribute('href'))"
    )
    assert any(link.startswith(f"{expected}.html") for link in found), found


def test_light_and_dark_can_be_chosen(browser: Browser, site: Path) -> None:
    backgrounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        shown = context.new_page()
        shown.goto((site / "en" / "cnn.html").as_uri())
        backgrounds.append(shown.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert backgrounds[0] != backgrounds[1]


def test_each_page_is_a_notebook_without_directives(site: Path) -> None:
    for language in LANGUAGES:
        for name in PAGES:
            notebook = nbformat.read(site / language / "notebooks" / f"{name}.ipynb", as_version=4)
            nbformat.validate(notebook)
            text = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
            for remnant in ("{glue", "{dropdown", ":::", "{solution", "{code-cell", ")=\n"):
                assert remnant not in text, (name, remnant)
            assert "myst_nb" not in json.dumps(notebook), name


def test_a_downloaded_notebook_runs_in_an_empty_folder(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    notebook = nbformat.read(site / "ko" / "notebooks" / "preprocessing.ipynb", as_version=4)
    resources = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(notebook, timeout=120, allow_errors=True, resources=resources)
    client.execute()
    raised = [
        output.ename
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert raised == ["UFuncTypeError", "IndexError"], "only those that the page shows"
