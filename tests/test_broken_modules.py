"""A broken module costs the checks it must, says one sentence, and shows the student's own line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grade import grade
from autograder.report import CheckResult
from tests.modules import SOLUTIONS

RIGHT = (SOLUTIONS / "preprocess.py").read_text(encoding="utf-8")


def checks_of(folder: Path, source: str) -> list[CheckResult]:
    path = folder / "preprocess.py"
    path.write_text(source, encoding="utf-8")
    return grade(path, isolation="in-process").exercises[0].checks


def first_failure(folder: Path, source: str) -> CheckResult:
    return next(check for check in checks_of(folder, source) if check.status == "failed")


@pytest.mark.parametrize(
    ("source", "sentence", "line"),
    [
        ("import pandas_of_old\n", "No module named 'pandas_of_old'", 1),
        ("x = 1 / 0\n", "ZeroDivisionError", 1),
        ("import sys\nsys.exit('bye')\n", "sys.exit", 2),
        ("def one_hot(:\n", "not valid Python", 1),
    ],
)
def test_what_cannot_be_imported_fails_once_and_skips_the_rest(
    tmp_path: Path, source: str, sentence: str, line: int
) -> None:
    checks = checks_of(tmp_path, source)
    assert [check.status for check in checks] == ["failed"] + ["skipped"] * (len(checks) - 1)
    message = checks[0].message
    assert message is not None
    assert sentence in message.problem + message.got
    assert [shown.line for shown in message.lines] == [line]


def test_a_function_of_nearly_the_right_name_is_asked_about(tmp_path: Path) -> None:
    failure = first_failure(tmp_path, RIGHT.replace("def one_hot", "def onehot"))
    assert failure.message is not None
    assert failure.message.problem == "preprocess.py has no function `one_hot`"
    assert "did you mean `one_hot`?" in failure.message.hint


def test_a_missing_parameter_is_told_from_a_fault_inside(tmp_path: Path) -> None:
    source = RIGHT + "\n\ndef one_hot(labels):\n    return np.eye(10)[labels]\n"
    failure = first_failure(tmp_path, source)
    assert failure.message is not None
    assert failure.message.kind == "signature"
    assert failure.message.promised == "one_hot(labels, num_classes=10)"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("import sys; sys.exit()", "leaves the program"),
        ("return one_hot(labels)", "calls itself without end"),
        ("x = 1; raise NotImplementedError", "still raises NotImplementedError"),
        ("raise ValueError('이런')", "raised ValueError"),
    ],
)
def test_what_is_raised_costs_that_functions_checks_only(
    tmp_path: Path, body: str, sentence: str
) -> None:
    source = RIGHT + f"\n\ndef one_hot(labels, num_classes=10):\n    {body}\n"
    checks = checks_of(tmp_path, source)
    failure = next(check for check in checks if check.status == "failed")
    assert failure.message is not None
    assert sentence in failure.message.problem
    assert failure.message.lines[-1].file == "preprocess.py"
    assert sum(check.points for check in checks if check.functions == ["preprocess_images"]) == 7


def test_a_million_printed_lines_change_no_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loud = "    for line in range(100_000): print(line)\n    scaled ="
    assert sum(c.points for c in checks_of(tmp_path, RIGHT.replace("    scaled =", loud, 1))) == 10
    assert capsys.readouterr().out


def test_a_module_that_imports_its_neighbour_sees_this_submissions_one(tmp_path: Path) -> None:
    for name, factor in [("one", 255), ("two", 256)]:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "helper.py").write_text(f"WHITE = {factor}\n")
        source = RIGHT.replace("/ 255", "/ WHITE") + "\nfrom helper import WHITE\n"
        points = sum(check.points for check in checks_of(folder, source))
        assert (points == 10) == (factor == 255)


def test_nothing_is_written_beside_the_students_file(tmp_path: Path) -> None:
    checks_of(tmp_path, RIGHT)
    assert [path.name for path in tmp_path.iterdir()] == ["preprocess.py"]


def test_a_file_written_where_nobody_asked_is_noticed(tmp_path: Path) -> None:
    stray = "    np.save('images.npy', images)\n    scaled ="
    checks = checks_of(tmp_path, RIGHT.replace("    scaled =", stray, 1))
    assert [check.id for check in checks if check.status == "failed"] == ["leaves_arguments_alone"]
