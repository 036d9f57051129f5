"""`pytest exercises` on a student's files: habits, messages, points, and other people's tests."""

from __future__ import annotations

import json
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from autograder.grade import grade
from autograder.pytest_plugin.closing import write_reports
from autograder.pytest_plugin.outcome import result_of, set_outcome
from autograder.pytest_plugin.printed import shortened, without_tensorflow_s_greeting
from autograder.pytest_plugin.tally import Sum
from autograder.report import CheckResult, ExerciseReport, Picture, Report, to_json
from tests.modules import EXERCISES, SOLUTIONS

FILE = "exercises/preprocess.py"
RIGHT = """import numpy as np


def preprocess_images(images):
    scaled = np.float32(images) / 255
    return scaled if scaled.ndim == 4 else scaled[..., None]


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype=np.float32)[labels]
"""
DIVIDES_BY_256 = RIGHT.replace("255", "256")
RAISES = RIGHT.replace("    return np.eye", "    labels.nothing\n    return np.eye")

PRINTS_A_MILLION_LINES = "print('\\n'.join(map(str, range(10**6))))"

PYTEST = [sys.executable, "-m", "pytest", "-p", "no:hypothesispytest", "-p", "no:anyio"]


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return {**kept, "COLUMNS": "80", "AUTOGRADER_LANG": "en", "PYTHONUTF8": "1", **variables}


def run(
    folder: Path, *arguments: str, typed: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run pytest in `folder`; whatever it prints, it never shows a frame or file of ours."""
    ran = subprocess.run(
        [*PYTEST, *arguments],
        cwd=folder,
        env=environment(**variables),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "autograder/" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran


def last_line(ran: subprocess.CompletedProcess[str]) -> str:
    return ran.stdout.rstrip("\n").rsplit("\n", 1)[-1]


def words(text: str) -> str:
    """Return `text` without the breaks and indents of its lines."""
    return " ".join(text.split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `exercises/preprocess.py`, not started."""
    (tmp_path / "exercises").mkdir()
    shutil.copy(EXERCISES / "preprocess.py", tmp_path / FILE)
    return tmp_path


def write(folder: Path, source: str) -> None:
    (folder / FILE).write_bytes(source.encode())


# A fresh checkout, and the whole course.


def test_a_fresh_checkout_ends_in_0_and_says_where_to_begin(tmp_path: Path) -> None:
    shutil.copytree(EXERCISES, tmp_path / "exercises")
    ran = run(tmp_path, "exercises")
    assert ran.returncode == 0
    assert last_line(ran) == "0/100 points · 10 not started · begin with exercises/preprocess.py"
    assert "failed" not in ran.stdout
    assert "skipped" in ran.stdout
    assert len(re.findall(r"^ ?\d+  \w+ +░{10}  0/10  not started$", ran.stdout, re.M)) == 10


def test_the_solutions_end_in_100_of_100(tmp_path: Path) -> None:
    shutil.copytree(SOLUTIONS, tmp_path / "solutions")
    ran = run(tmp_path, "solutions")
    assert ran.returncode == 0, ran.stdout
    assert last_line(ran) == "100/100 points"


def test_a_missing_exercise_is_not_found_and_costs_its_points_only(tmp_path: Path) -> None:
    shutil.copytree(EXERCISES, tmp_path / "exercises")
    (tmp_path / "exercises" / "train.py").unlink()
    write(tmp_path, RIGHT)
    ran = run(tmp_path, "exercises")
    assert ran.returncode == 0
    assert last_line(ran) == (
        "10/100 points · 8 not started · 1 not found · next: exercises/make_dataset.py"
    )
    assert re.search(r"^ 5  train +░{10}   0/10  not found$", ran.stdout, re.M)


def test_exercises_are_listed_in_the_courses_order(tmp_path: Path) -> None:
    shutil.copytree(EXERCISES, tmp_path / "exercises")
    ran = run(tmp_path, "exercises", "--collect-only", "-q")
    files = [line.partition("::")[0] for line in ran.stdout.splitlines() if "::" in line]
    assert list(dict.fromkeys(files))[:3] == [
        "exercises/preprocess.py",
        "exercises/make_dataset.py",
        "exercises/build_mlp.py",
    ]


def test_collecting_and_skipping_import_no_tensorflow(tmp_path: Path) -> None:
    shutil.copytree(EXERCISES, tmp_path / "exercises")
    code = (
        "import sys, pytest\n"
        "status = pytest.main(['exercises', '-q'])\n"
        "heavy = {'tensorflow', 'keras', 'matplotlib', 'sklearn'} & set(sys.modules)\n"
        "print('status', int(status), 'heavy', sorted(heavy))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.endswith("status 0 heavy []\n")


# Untouched and right work.


def test_an_untouched_file_is_skipped_not_failed(folder: Path) -> None:
    ran = run(folder, FILE, "-rs")
    assert ran.returncode == 0
    assert "SKIPPED [8] exercises/preprocess.py: not started" in ran.stdout
    assert last_line(ran) == (
        "0/10 points of the checks selected · 1 not started · begin with exercises/preprocess.py"
    )


@pytest.mark.parametrize(
    "source",
    [
        RIGHT,
        "\ufeff" + RIGHT,
        RIGHT.replace("\n", "\r\n"),
        RIGHT.replace("    ", "\t"),
        RIGHT.replace("    return np.eye", f"    {PRINTS_A_MILLION_LINES}\n    return np.eye"),
    ],
    ids=["plain", "byte-order mark", "CRLF", "tabs", "a million lines printed"],
)
def test_right_work_has_full_points_however_it_is_written(folder: Path, source: str) -> None:
    write(folder, source)
    ran = run(folder, FILE)
    assert ran.returncode == 0
    assert last_line(ran) == "10/10 points of the checks selected"
    assert len(ran.stdout.splitlines()) < 20


def test_a_half_done_file_is_not_failed_either(folder: Path) -> None:
    stub = (EXERCISES / "preprocess.py").read_text(encoding="utf-8")
    task = "    raise NotImplementedError\n"
    assert stub.count(task) == 2
    first, _task, rest = stub.partition(task)
    write(folder, f"{first}    return np.float32(images)[..., None] / 255\n{rest}")
    ran = run(folder, FILE, "-k", "one_hot or scales")
    assert ran.returncode == 0
    assert "1 passed, 3 skipped" in ran.stdout
    assert "next: marks_the_label" in ran.stdout


# What a failing check says.


def test_a_failing_check_says_all_that_helps(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder, FILE, "--seed", "41")
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if "_ scales_by_255 · 2 points _" in line)
    assert lines[start + 1] == ("Every value is the pixel divided by 255: black is 0, white is 1.")
    end = next(n for n, line in enumerate(lines) if n > start and line.startswith("  again "))
    section = "\n".join(lines[start + 2 : end + 1])
    assert re.search(r"^  call      preprocess_images\(uint8 \(3, 28, 28\)\)$", section, re.M)
    assert re.search(r"^  problem   the values differ in \d+ of 2352 places, first", section, re.M)
    assert re.search(r"^  returned  0\.\d+     promised  0\.\d+$", section, re.M)
    assert "mistake divides by 256 – what is the largest value" in " ".join(section.split())
    assert "\n  read      course/en/preprocessing.md#scale\n" in section
    assert section.endswith(
        "\n  again     pytest exercises/preprocess.py -k scales_by_255 --seed 41"
    )


def test_the_line_that_repeats_a_failure_repeats_it(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    said = run(folder, FILE, "--seed", "41").stdout
    again = next(line for line in said.splitlines() if "-k scales_by_255" in line)
    ran = run(folder, *again.split("pytest ", 1)[1].split())
    assert ran.stdout.count(" · 2 points _") == 1
    problem = re.search(r"scales_by_255 .*?\n.*?problem (.*?)\n", said, re.S)
    assert problem
    assert problem[1] in ran.stdout


def test_the_path_is_shown_as_typed_from_where_the_student_stands(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder / "exercises", "preprocess.py", "-k", "scales")
    assert "again     pytest preprocess.py -k scales_by_255 --seed 0" in ran.stdout
    assert last_line(ran).endswith("next: preprocess.py")


def test_no_line_is_wider_than_the_terminal_but_the_one_to_copy(folder: Path) -> None:
    write(folder, RIGHT.replace("np.float32(images) / 255", "images / images.max()"))
    for columns in ("60", "80", "120"):
        ran = run(folder, FILE, COLUMNS=columns)
        ours = ran.stdout.partition("FAILURES")[2].splitlines()
        wide = [line for line in ours if len(line) > int(columns)]
        to_copy = [line for line in ours if line.startswith(("  again  ", "FAILED "))]
        assert set(wide) <= {*to_copy, last_line(ran)}


def test_the_students_own_line_is_shown_where_their_code_raised(folder: Path) -> None:
    write(folder, RAISES)
    ran = run(folder, FILE)
    assert "line     preprocess.py:10  labels.nothing" in ran.stdout
    assert "raised   AttributeError: 'numpy.ndarray' object has no attribute" in ran.stdout


def test_images_that_differ_are_drawn_beside_each_other(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder, FILE, "-k", "scales")
    rows = [line for line in ran.stdout.splitlines() if set(line) <= set(" ░▒▓█") and line.strip()]
    assert 5 < len(rows) <= 14  # rows of nothing but black are blank
    assert all(len(line.split("        ")) >= 2 for line in rows)
    assert re.search(r"^  yours {27}promised$", ran.stdout, re.M)
    assert "▀" not in ran.stdout
    coloured = run(folder, FILE, "-k", "scales", "--color=yes", TERM="xterm-256color")
    assert coloured.stdout.count("▀") == 14 * 56


def test_a_terminal_without_utf8_gets_no_drawing_and_no_escapes(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder, FILE, "-k", "scales", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.returncode == 1
    assert ran.stdout.isascii()
    assert "promised" in ran.stdout
    assert "yours" not in ran.stdout
    assert " ..........  0/2  next: scales_by_255" in ran.stdout


def test_nothing_is_coloured_where_colour_is_not_wanted(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    assert "\x1b[" not in run(folder, FILE, NO_COLOR="1", FORCE_COLOR="").stdout
    assert "\x1b[" in run(folder, FILE, "--color=yes", TERM="xterm-256color").stdout


def test_messages_come_in_the_readers_language_and_name_its_notes(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    assert "course/ko/preprocessing.md#scale" in run(folder, FILE, AUTOGRADER_LANG="ko").stdout


# Broken files: each costs the checks it must and says one clear sentence.


@pytest.mark.parametrize(
    ("source", "sentence", "points"),
    [
        (
            RIGHT.replace("return np", "return = np"),
            "preprocess.py is not valid Python (line 10): invalid syntax",
            0,
        ),
        (
            RIGHT.replace("def one_hot", "def onehot"),
            "it has `onehot`: did you mean `one_hot`?",
            7,
        ),
        (
            RIGHT.replace(", num_classes=10", "").replace("(num_classes", "(10"),
            "promised one_hot(labels, num_classes=10)",
            9,
        ),
        (
            RIGHT.replace("    return np", "    import sys\n    sys.exit()\n    return np"),
            "your code leaves the program (sys.exit)",
            7,
        ),
        ("import sys\nsys.exit(3)\n", "preprocess.py cannot be imported: your code leaves", 0),
        (
            RIGHT.replace("return np.eye", "return one_hot(labels) + np.eye"),
            "a function calls itself without end (RecursionError)",
            7,
        ),
        ("import torch_vision_2\n" + RIGHT, "No module named 'torch_vision_2'", 0),
        (RIGHT.replace("return np", "np"), "it returns nothing (None): is a `return` missing?", 7),
        ("", "preprocess.py has no function `one_hot`", 0),
        ("\0", "preprocess.py is not", 0),
    ],
    ids=[
        "syntax error",
        "wrong function name",
        "missing argument",
        "sys.exit",
        "sys.exit at the top",
        "endless recursion",
        "missing package",
        "no return",
        "empty file",
        "null byte",
    ],
)
def test_a_broken_file_costs_what_it_must_and_says_one_sentence(
    folder: Path, source: str, sentence: str, points: int
) -> None:
    write(folder, source)
    ran = run(folder, FILE)
    assert ran.returncode == 1
    assert sentence in words(ran.stdout)
    assert last_line(ran).startswith(f"{points}/10 points")


def test_a_file_that_is_not_utf8_says_so(folder: Path) -> None:
    (folder / FILE).write_bytes(RIGHT.encode() + "# 한글\n".encode("euc-kr"))
    ran = run(folder, FILE)
    assert "preprocess.py is not UTF-8 text" in words(ran.stdout)
    assert last_line(ran).startswith("0/10 points")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("preprocess.py", "preprocess.py is not a file; the exercise is a file of this name"),
        ("preprocess", "preprocess is a folder; the exercise is a file called preprocess.py"),
    ],
)
def test_a_folder_in_the_place_of_the_file_says_so(folder: Path, name: str, sentence: str) -> None:
    (folder / FILE).unlink()
    inside = folder / "exercises" / name
    inside.mkdir()
    (inside / "test_of_theirs.txt").touch()
    for argument in (f"exercises/{name}", "exercises/"):
        ran = run(folder, argument, "-k", "preprocess")
        assert ran.returncode == 1
        assert sentence in words(ran.stdout)
        assert "1 failed, 7 skipped" in ran.stdout
        assert last_line(ran).startswith("0/10")


def test_a_folder_beside_the_file_is_left_alone(folder: Path) -> None:
    write(folder, RIGHT)
    (folder / "exercises" / "preprocess").mkdir()
    assert "8 passed" in run(folder, "exercises", "-k", "preprocess").stdout


def test_much_printing_is_cut_to_its_first_and_last_part(folder: Path) -> None:
    loud = f"    {PRINTS_A_MILLION_LINES}\n    return 0 * np.eye"
    write(folder, RIGHT.replace("    return np.eye", loud))
    ran = run(folder, FILE)
    assert "\n19\n… 999960 lines left out …\n999980\n" in ran.stdout
    assert len(ran.stdout) < 10_000


def test_one_endless_line_is_cut_too() -> None:
    assert len(shortened("x" * 10**6)) <= 500


def test_what_tensorflow_logs_while_it_is_imported_is_not_the_student_s() -> None:
    greeting = (
        "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
        "I0000 00:00:1795842074.033762   29013 port.cc:153] oneDNN custom operations are on.\n"
    )
    assert without_tensorflow_s_greeting(f"mine\n{greeting}W0000 is mine\n{greeting}") == (
        "mine\nW0000 is mine\n"
    )


@pytest.mark.parametrize("n", [0, 1, 39, 40, 41, 42, 1000])
def test_what_is_kept_and_what_is_left_out_add_up(n: int) -> None:
    text = "".join(f"{i}\n" for i in range(n))
    for printed in (text, text.rstrip("\n")):
        lines = shortened(printed).splitlines()
        left_out = [int(line.split()[1]) for line in lines if line.startswith("…")]
        assert len(lines) - len(left_out) + sum(left_out) == n
        assert len(lines) <= 41


# Plain pytest habits.


def test_x_stops_at_the_first_failure_and_counts_what_is_not_run_as_nothing(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder, FILE, "-x")
    assert "1 failed, 1 passed" in ran.stdout
    assert last_line(ran) == "2/10 points so far · next: exercises/preprocess.py"


@pytest.mark.parametrize(
    ("expression", "selected"),
    [("normalise", 1), ("scales_by_255", 1), ("one_hot", 3), ("one_hot and not leaves", 2)],
)
def test_k_selects_by_check_and_by_function(folder: Path, expression: str, selected: int) -> None:
    write(folder, RIGHT)
    ran = run(folder, "exercises", "-k", expression)
    assert ran.returncode == 0
    assert f"{selected} passed, {8 - selected} deselected" in ran.stdout
    assert re.fullmatch(r"(\d)/\1 points of the checks selected", last_line(ran))


def test_a_check_runs_what_it_comes_after_where_that_is_not_selected(folder: Path) -> None:
    write(folder, RIGHT.replace("[..., None]", ""))
    ran = run(folder, FILE, "-k", "scales", "-rs")
    assert ran.returncode == 0
    assert "first comes `returns_float32_with_channel_axis`" in words(ran.stdout)


def test_k_that_selects_nothing_is_pytests_own_5(folder: Path) -> None:
    ran = run(folder, FILE, "-k", "nothing_of_this_name")
    assert ran.returncode == 5
    assert "points" not in last_line(ran)


def test_lf_runs_what_failed_last(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    run(folder, FILE)
    write(folder, RIGHT)
    ran = run(folder, FILE, "--lf")
    assert ran.returncode == 0
    assert "4 passed, 4 deselected" in ran.stdout
    assert last_line(ran) == "5/5 points of the checks selected"


@pytest.mark.parametrize("option", ["--collect-only", "--fixtures"])
def test_what_runs_nothing_sums_up_nothing(folder: Path, option: str) -> None:
    ran = run(folder, FILE, option)
    assert ran.returncode == 0
    assert "points" not in ran.stdout


def test_q_is_quiet_and_still_gives_the_sum(folder: Path) -> None:
    write(folder, RIGHT)
    ran = run(folder, FILE, "-q")
    assert ran.stdout.splitlines()[-1] == "10/10 points of the checks selected"
    assert len(ran.stdout.splitlines()) == 3


def test_a_check_can_be_named_by_its_id(folder: Path) -> None:
    write(folder, RIGHT)
    ran = run(folder, f"{FILE}::scales_by_255", "-v")
    assert "exercises/preprocess.py::scales_by_255 PASSED" in ran.stdout
    assert last_line(ran) == "2/2 points of the checks selected"


def test_pdb_opens_in_the_students_function(folder: Path) -> None:
    write(folder, RAISES)
    ran = run(folder, FILE, "--pdb", typed="p labels.shape\nup\nq\n")
    assert "preprocess.py(10)one_hot()\n-> labels.nothing" in ran.stdout
    assert "(Pdb) (20,)" in ran.stdout
    assert "(Pdb) *** Oldest frame" in ran.stdout
    assert "7/10 points" in last_line(ran)


def test_pdb_opens_where_the_import_raised(folder: Path) -> None:
    write(folder, "limit = 3\nlimit / 0\n")
    ran = run(folder, FILE, "--pdb", typed="p limit\nc\n")
    assert "preprocess.py(2)<module>()\n-> limit / 0" in ran.stdout
    assert "(Pdb) 3" in ran.stdout


def test_pdb_does_not_open_where_nothing_was_raised(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    ran = run(folder, FILE, "--pdb")
    assert "(Pdb)" not in ran.stdout
    assert "mistake   divides by 256" in ran.stdout


def test_breakpoint_stops_in_the_students_function(folder: Path) -> None:
    write(folder, RIGHT.replace("    return np.eye", "    breakpoint()\n    return np.eye"))
    ran = run(folder, FILE, "-k", "marks_the_label", typed="p labels.shape\nc\n")
    assert "preprocess.py(11)one_hot()" in ran.stdout
    assert "(Pdb) (20,)" in ran.stdout
    assert last_line(ran) == "1/1 points of the checks selected"


def test_leaving_the_debugger_ends_the_run(folder: Path) -> None:
    write(folder, RIGHT.replace("    return np.eye", "    breakpoint()\n    return np.eye"))
    ran = run(folder, FILE, typed="q\n")
    assert ran.returncode == 2
    assert ran.stdout.count("(Pdb)") == 1
    assert last_line(ran) == "7/10 points so far · next: exercises/preprocess.py"


def test_junitxml_holds_points_and_messages(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    run(folder, FILE, "--junitxml", "results.xml")
    text = (folder / "results.xml").read_text(encoding="utf-8")
    cases = {case.get("name"): case for case in ElementTree.fromstring(text).iter("testcase")}
    properties = {
        (name, item.get("name"), item.get("value"))
        for name, case in cases.items()
        for item in case.iter("property")
    }
    assert ("marks_the_label", "points", "1") in properties
    assert ("scales_by_255", "points", "0") in properties
    assert ("scales_by_255", "out_of", "2") in properties
    failure = cases["scales_by_255"].find("failure")
    assert failure is not None
    assert "the values differ" in failure.get("message", "")
    assert "divides by 256" in (failure.text or "")
    assert "autograder/" not in text


def test_xdist_says_and_counts_the_same(folder: Path) -> None:
    write(folder, DIVIDES_BY_256.replace("    return np", "    print('here')\n    return 0 * np"))
    alone = run(folder, FILE, "--seed", "7", "--report", "a")
    spread = run(folder, FILE, "--seed", "7", "--report", "b", "-n2")
    assert spread.returncode == alone.returncode == 1
    assert last_line(spread) == last_line(alone)
    for sentence in (
        "  mistake   divides by 256 – ",
        "  again     pytest exercises/preprocess.py -k scales_by_255 --seed 7\n",
        "  yours                           promised\n",
        "----- Captured stdout call -----",
    ):
        assert sentence in alone.stdout
        assert sentence in spread.stdout
    reports = [json.loads((folder / name / "report.json").read_text("utf-8")) for name in "ab"]
    for report in reports:
        for check in report["exercises"][0]["checks"]:
            check["seconds"] = 0
    assert reports[0] == reports[1]


def test_a_selection_is_told_from_the_whole_under_xdist_too(folder: Path) -> None:
    write(folder, RIGHT)
    ran = run(folder, "exercises", "-n2", "-k", "one_hot")
    assert last_line(ran) == "3/3 points of the checks selected"


# Options.


def test_the_seed_decides_what_is_asked(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    said = {
        seed: re.findall(r"returned .*", run(folder, FILE, "--seed", seed).stdout)
        for seed in ("1", "2")
    }
    assert said["1"] != said["2"]
    assert said["1"] == re.findall(r"returned .*", run(folder, FILE, "--seed=1").stdout)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (["--seed", "x"], "argument --seed: invalid int value: 'x'"),
        (["--isolation", "moon"], "argument --isolation: invalid choice: 'moon'"),
        (["--time-limit", "0"], "argument --time-limit: '0' is not a number of seconds above 0"),
        (["--time-limit", "soon"], "'soon' is not a number of seconds above 0"),
        (["--report", f"{FILE}/here"], "--report: cannot write to"),
    ],
)
def test_a_bad_option_says_so_and_ends_in_4(folder: Path, option: list[str], sentence: str) -> None:
    ran = run(folder, FILE, *option)
    assert ran.returncode == 4
    assert sentence in words(ran.stderr)


def test_report_writes_what_grade_says(folder: Path) -> None:
    write(folder, DIVIDES_BY_256)
    run(folder, FILE, "--seed", "5", "--report", "results/today")
    found = json.loads((folder / "results/today/report.json").read_text(encoding="utf-8"))
    right = json.loads(to_json(grade(folder / FILE, seed=5, isolation="in-process")))
    for report in (found, right):
        for check in report["exercises"][0]["checks"]:
            check["seconds"] = 0
    assert found == right


def test_report_writes_pictures_under_the_names_of_their_checks(tmp_path: Path) -> None:
    picture = Picture("figure.png", b"\x89PNG")
    check = CheckResult("draws", "It draws.", ["f"], "failed", 0, 2, pictures=[picture])
    report = Report("in-process", 0, [ExerciseReport("plot_history", [check])])
    write_reports([Sum(tmp_path / "exercises", report, frozenset(), "all")], tmp_path)
    written = tmp_path / "pictures" / "plot_history-draws-figure.png"
    assert written.read_bytes() == b"\x89PNG"


def test_a_result_survives_the_way_to_another_process(pytestconfig: pytest.Config) -> None:
    picture = Picture("figure.png", b"\x89PNG")
    check = CheckResult("draws", "It draws.", ["f"], "passed", 2, 2, pictures=[picture])
    nodeid = "exercises/plot_history.py::draws"
    report = pytest.TestReport(nodeid, ("", None, ""), {}, "passed", None, "call")
    set_outcome(report, check, pytestconfig)
    sent = json.dumps(
        pytestconfig.hook.pytest_report_to_serializable(config=pytestconfig, report=report)
    )
    arrived = pytestconfig.hook.pytest_report_from_serializable(
        config=pytestconfig, data=json.loads(sent)
    )
    assert result_of(arrived) == check


# Endless loops.


def test_ctrl_c_ends_an_endless_loop_with_the_points_so_far(folder: Path) -> None:
    """The student's function tells through a FIFO that it loops; then SIGINT comes."""
    fifo = folder / "looping"
    os.mkfifo(fifo)
    loop = f"""
    with open({str(fifo)!r}, "w") as listener:
        listener.write("x")
    while True:
        labels = labels
"""
    write(folder, RIGHT.replace("    return np.eye", f"{loop}    return np.eye"))
    with (
        open(os.open(fifo, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as told,
        subprocess.Popen(
            [*PYTEST, FILE], cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
        ) as process,
        selectors.DefaultSelector() as selector,
    ):
        try:
            selector.register(told, selectors.EVENT_READ)
            assert selector.select(60)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 2
    assert re.search(r"preprocess\.py:1\d: KeyboardInterrupt", output)
    assert "autograder/" not in output
    assert output.endswith("\n7/10 points so far · next: exercises/preprocess.py\n")


def test_a_process_of_its_own_is_stopped_at_the_limit_and_the_rest_goes_on(folder: Path) -> None:
    loop = "    print('here we go')\n    while True: pass\n    scaled ="
    write(folder, RIGHT.replace("    scaled =", loop))
    ran = run(folder, FILE, "--isolation", "process", "--time-limit", "2")
    assert ran.returncode == 1
    assert "problem  it used more than 2 seconds of processor time and was stopped" in ran.stdout
    assert (
        "again    pytest exercises/preprocess.py -k returns_float32_with_channel_axis "
        "--seed 0 --isolation process --time-limit 2\n"
    ) in ran.stdout
    assert "1 failed, 2 passed, 5 skipped" in ran.stdout
    assert last_line(ran).startswith("2/10 points")


def test_what_is_printed_in_a_process_of_its_own_is_shown(folder: Path) -> None:
    write(folder, RIGHT.replace("    return np.eye", "    print('here')\n    return 0 * np.eye"))
    ran = run(folder, FILE, "--isolation", "process", "-k", "marks_the_label")
    assert re.search(r"-+ Captured stdout call -+\nhere\n", ran.stdout)


def test_where_no_process_can_be_started_no_check_is_judged(folder: Path) -> None:
    write(folder, RIGHT)
    (folder / "conftest.py").write_text(
        "from autograder.worker import process\n"
        "def fork(*_order):\n"
        "    raise process.NoProcess\n"
        "process.Zygote.fork = fork\n"
    )
    ran = run(folder, FILE, "--isolation", "process")
    assert ran.returncode == 2
    assert "no process for the student's code could be started" in ran.stdout
    assert "failed" not in ran.stdout


# Other people's tests.


@pytest.mark.parametrize("arguments", [[], ["tests"], ["src"], ["src/train.py"], ["--seed", "3"]])
def test_other_peoples_tests_are_not_disturbed(tmp_path: Path, arguments: list[str]) -> None:
    """Not by our collecting, not by our options, not by anything at the end."""
    for name in ("tests", "src"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "train.py").write_text("def train(): ...\ndef test_train(): ...\n")
        (tmp_path / name / "evaluate").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text("def test_it(request): ...\n")
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser):\n"
        "    for name in ('--seed', '--report', '--isolation', '--time-limit'):\n"
        "        parser.addoption(name)\n"
    )
    runs = [run(tmp_path, *arguments, *more) for more in ([], ["-p", "no:autograder"])]
    said = [re.sub(r"plugins: .*|=+| in [\d.]+s", "", ran.stdout) for ran in runs]
    assert said[0] == said[1]
    assert runs[0].returncode == runs[1].returncode


def test_a_folder_of_another_name_counts_where_it_is_named(tmp_path: Path) -> None:
    work = tmp_path / "kim"
    work.mkdir()
    shutil.copy(SOLUTIONS / "preprocess.py", work)
    assert last_line(run(tmp_path, "kim/preprocess.py")) == "10/10 points of the checks selected"
    assert last_line(run(tmp_path, "kim")) == "10/100 points · 9 not found"
    assert run(tmp_path).returncode == 5


def test_exercises_and_other_tests_run_side_by_side(folder: Path) -> None:
    write(folder, RIGHT)
    (folder / "test_mine.py").write_text("def test_mine(): assert 0\n")
    ran = run(folder, "test_mine.py", FILE)
    assert "1 failed, 8 passed" in ran.stdout
    assert last_line(ran) == "10/10 points of the checks selected"
