"""Results as a terminal shows them: within its width, in its encoding, in its colours."""

from __future__ import annotations

import pytest
from rich.console import RenderableType

from autograder.report import CheckResult, Comparison, ExerciseReport, Message, Report, Status
from autograder.terminal.digits import Beside
from autograder.terminal.failure import failure
from autograder.terminal.render import render
from autograder.terminal.scoreboard import Extent, Scoreboard, closing_line


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "en")


def shown(renderable: RenderableType, width: int = 80) -> list[str]:
    return render(renderable, width=width).splitlines()


def images(height: int, width: int, got: int = 0, promised: int = 255) -> Comparison:
    return Comparison([[got] * width] * height, [[promised] * width] * height)


def result(status: Status, points: float = 2, message: Message | None = None) -> CheckResult:
    earned = points if status == "passed" else 0
    return CheckResult(f"check_{status}", "It does.", ["f"], status, earned, points, message)


def report(**exercises: list[CheckResult]) -> Report:
    return Report(
        "process", 0, [ExerciseReport(name, checks) for name, checks in exercises.items()]
    )


# Images.


def test_two_rows_of_pixels_make_one_line_and_black_is_blank() -> None:
    lines = shown(Beside(images(28, 28)))
    assert lines[0] == "yours" + " " * 27 + "promised"
    assert lines[1:] == [" " * 32 + "█" * 28] * 14


def test_a_last_odd_row_is_drawn_too() -> None:
    assert len(shown(Beside(images(5, 10)))) == 1 + 3


def test_a_dark_pixel_is_told_from_a_black_one() -> None:
    assert shown(Beside(images(2, 9, got=3, promised=0)))[1] == "░" * 9


def test_greys_are_exact_where_the_terminal_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    text = render(Beside(images(2, 3, got=16)), colour=True)
    assert "\x1b[38;2;16;16;16;48;2;16;16;16m▀" in text


def test_sixteen_colours_are_too_few_for_greys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    assert "▀" not in render(Beside(images(28, 28)), colour=True)


@pytest.mark.parametrize("size", [(28, 39), (200, 5), (0, 0)])
def test_images_that_do_not_fit_are_left_out(size: tuple[int, int]) -> None:
    assert shown(Beside(images(*size))) == []


def test_an_encoding_without_blocks_gets_no_image() -> None:
    assert render(Beside(images(28, 28)), encoding="latin-1") == ""


def test_images_of_different_sizes_stand_side_by_side() -> None:
    comparison = Comparison([[255] * 6] * 2, [[255] * 8] * 8)
    lines = shown(Beside(comparison))
    assert lines[1] == "██████    ████████"
    assert lines[2:] == ["          ████████"] * 3


# Failures.


def test_a_short_answer_stands_beside_the_promise_and_a_long_one_above_it() -> None:
    short = Message("shape", "the shape is wrong", got="(3, 1)", promised="(3, 2)")
    assert "  returned  (3, 1)     promised  (3, 2)" in shown(failure(result("failed", 2, short)))
    long = Message("type", "the type is wrong", got="x" * 30, promised="y" * 30)
    lines = shown(failure(result("failed", 2, long)))
    assert lines.index("  returned  " + "x" * 30) + 1 == lines.index("  promised  " + "y" * 30)


def test_an_endless_answer_is_cut() -> None:
    message = Message("raised", "your code raised ValueError", got="no " * 1000)
    assert len(shown(failure(result("failed", 2, message)))) <= 7


def test_markup_in_a_students_text_is_shown_as_it_is() -> None:
    message = Message("raised", "your code raised E", got="[bold]:smile: \\[/x]")
    assert "[bold]:smile: \\[/x]" in render(failure(result("failed", 2, message)))


def test_the_command_to_copy_stays_on_one_line() -> None:
    lines = shown(failure(result("failed", 2, Message("x", "y")), again="pytest " * 20), width=60)
    assert [len(line) > 100 for line in lines if "again" in line] == [True]


def test_the_heading_names_check_and_worth() -> None:
    assert shown(failure(result("failed", 1)))[0] == "check_failed · 1 point"
    assert shown(failure(result("failed", 1.5)))[0] == "check_failed · 1.5 points"
    assert shown(failure(result("failed", 1), heading=False))[0] == "It does."


# How far a student has come.


def test_each_exercise_says_what_comes_next() -> None:
    standing = report(
        preprocess=[result("passed", 10)],
        make_dataset=[result("passed", 9), result("skipped", 0.5), result("failed", 0.5)],
        build_mlp=[result("passed", 2), result("not started", 8)],
        build_cnn=[result("not started", 10)],
        train=[result("not started", 10)],
    )
    assert shown(Scoreboard(standing, missing={"train"})) == [
        "1  preprocess    ██████████  10/10  done · 2 more checks run at grading",
        "2  make_dataset  █████████░   9/10  next: check_failed",
        "3  build_mlp     ██░░░░░░░░   2/10  next: check_not started",
        "4  build_cnn     ░░░░░░░░░░   0/10  not started",
        "5  train         ░░░░░░░░░░   0/10  not found",
    ]


def test_a_bar_is_full_only_at_full_points() -> None:
    almost = report(train=[result("passed", 9.99), result("failed", 0.01)])
    assert "█████████░" in shown(Scoreboard(almost))[0]


def test_the_scoreboard_stays_within_the_terminal() -> None:
    standing = report(configure_callbacks=[result("failed", 10)])
    assert shown(Scoreboard(standing), width=50)[0].endswith("…")
    assert len(shown(Scoreboard(standing), width=50)[0]) == 50


@pytest.mark.parametrize(
    ("statuses", "extent", "line"),
    [
        (["passed", "passed"], "all", "4/4 points"),
        (["passed", "failed"], "all", "2/4 points · next: train.py"),
        (["passed", "passed"], "selected", "4/4 points of the checks selected"),
        (["passed", "skipped"], "so far", "2/4 points so far · next: train.py"),
        (["not started"] * 2, "all", "0/4 points · 2 not started · begin with preprocess.py"),
        (
            ["failed", "not started"],
            "all",
            "0/4 points · 1 not started · next: preprocess.py",
        ),
    ],
)
def test_the_last_line_says_it_all(statuses: list[Status], extent: Extent, line: str) -> None:
    first, second = statuses
    standing = report(preprocess=[result(first)], train=[result(second)])
    assert closing_line(standing, "{}.py".format, extent=extent) == line


def test_an_exercise_without_a_file_is_never_what_comes_next() -> None:
    standing = report(preprocess=[result("not started")], train=[result("failed")])
    line = closing_line(standing, "{}.py".format, missing={"preprocess"})
    assert line == "0/4 points · 1 not found · next: train.py"


def test_another_encoding_gets_characters_that_it_has() -> None:
    standing = report(preprocess=[result("passed", 5), result("failed", 5)])
    text = render(Scoreboard(standing), encoding="ascii")
    assert text == "1  preprocess  #####.....  5/10  next: check_failed\n"
