"""The lecture notes: parallel in both languages; and what makes a site of them."""

from __future__ import annotations

import re

import pytest

from autograder.exercises import NAMES
from autograder.site.korean_search import SearchKorean
from autograder.site.plain_markdown import plain_markdown
from autograder.site.solution import solution_code
from autograder.site.then_and_now import CALLS, Story, try_both
from tests.modules import ROOT

COURSE = ROOT / "course"
PAGES = sorted(page.stem for page in (COURSE / "en").glob("*.md"))
CELL = re.compile(r"^```\{code-cell\} ipython3\n.*?^```$", re.MULTILINE | re.DOTALL)
ANCHOR = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
LINK = re.compile(r"\]\(([\w-]+)\.md(?:#([\w-]+))?\)")
CELL_OR_ALT = re.compile(r"^(```\{code-cell\}|:::\{alt\})", re.MULTILINE)
NUMBER = re.compile(r"\{glue:text\}`([^`]+)`")
WIDEST_CODE = 80


def text(language: str, page: str) -> str:
    """Return the source of a page."""
    return (COURSE / language / f"{page}.md").read_text(encoding="utf-8")


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(page.stem for page in (COURSE / "ko").glob("*.md")) == PAGES
    assert len(PAGES) == 15


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_code_anchors_numbers_and_links(page: str) -> None:
    """Only then is the code executed once, and does the language switch stay at the paragraph."""
    english, korean = text("en", page), text("ko", page)
    assert CELL.findall(english) == CELL.findall(korean)
    assert ANCHOR.findall(english) == ANCHOR.findall(korean)
    assert sorted(NUMBER.findall(english)) == sorted(NUMBER.findall(korean))
    assert set(LINK.findall(english)) == set(LINK.findall(korean))
    assert english.count("{dropdown}") == korean.count("{dropdown}")
    assert CELL_OR_ALT.findall(english) == CELL_OR_ALT.findall(korean)


@pytest.mark.parametrize("page", PAGES)
def test_code_fits_the_page_and_figures_have_no_korean_letters(page: str) -> None:
    for cell in CELL.findall(text("ko", page)):
        assert max(map(len, cell.splitlines())) <= WIDEST_CODE, cell
        assert not re.search("[가-힣]", cell), "matplotlib's font has no Hangul"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_exercise_has_hints_and_a_solution_on_some_page(language: str) -> None:
    for name in NAMES:
        (page,) = [page for page in PAGES if f"{{solution}} {name}\n" in text(language, page)]
        exercise = text(language, page).partition(f"`{name}`\n")[2]
        assert exercise.count("{dropdown}") in (2, 3), name


@pytest.mark.parametrize("name", NAMES)
def test_a_solution_is_shown_as_code_that_compiles_and_nothing_else(name: str) -> None:
    code = solution_code(name)
    compile(code, name, "exec")
    assert "SOLUTION" not in code
    assert '"""' not in code


def test_search_indexes_a_korean_word_without_its_particle() -> None:
    found = SearchKorean({}).split("합성곱은 3 × 3 커널로 Conv2D에서 계산합니다.")
    assert {"합성곱", "합성곱은", "커널", "Conv2D에서", "계산"} <= set(found)


def test_a_notebook_gets_markdown_without_directives() -> None:
    page = """\
(best)=
## The best

See [the curves](curves.md#legend) and [Keras](https://keras.io): {glue:text}`accuracy:.1%`.

:::{alt}
A falling curve.
:::

::::{admonition} Check yourself
Why?

:::{dropdown} Answer
Because.
:::
::::

```python
x = 1
```

```{solution} evaluate
```
"""
    assert plain_markdown(page, {"accuracy": 0.987}).split("\n") == [
        "## The best",
        "",
        "See the curves and [Keras](https://keras.io): 98.7%.",
        "",
        "",
        "**Check yourself**",
        "",
        "Why?",
        "",
        "<details>",
        "<summary>Answer</summary>",
        "",
        "Because.",
        "",
        "</details>",
        "",
        "",
        "```python",
        "x = 1",
        "```",
        "",
    ]


@pytest.fixture(scope="module")
def stories() -> dict[str, Story]:
    """Every call of then and now, run by both."""
    return try_both()


RAISES = {
    "save_weights": "ValueError",
    "save_weights_h5": "TypeError",
    "load_weights": "ValueError",
    "save": "ValueError",
    "export": "ValueError",
    "load_model": "ValueError",
    "checkpoint": "ValueError",
    "checkpoint_weights": "ValueError",
    "metrics": "ValueError",
}


def test_then_and_now_says_what_both_versions_do(stories: dict[str, Story]) -> None:
    """The page's table is written by hand: what it says of each call is what happens."""
    assert {*RAISES, "save_h5", "latest"} == set(CALLS)
    for name, story in stories.items():
        assert story.then.error is None, (name, story.then.error)
        assert story.today.error is None, (name, story.today.error)
        error = story.then_in_keras_3.error
        assert (error or "").partition(":")[0] == RAISES.get(name, ""), (name, error)
    assert "weights/cnn.index" in (stories["save_weights"].then.result or "")
    assert "cnn/saved_model.pb" in (stories["save"].then.result or "")
    assert "run/checkpoint" in (stories["checkpoint_weights"].then.result or "")
    assert "run/1/saved_model.pb" in (stories["checkpoint"].then.result or "")
    assert stories["latest"].then.result == "run/1"
    assert stories["latest"].then_in_keras_3.result == "None"
    assert stories["latest"].today.result == "run/1.weights.h5"
