"""What can be said of a module without running it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exercises import NAMES
from autograder.submission import SubmissionError, find_modules, look_at

STUB = 'def {name}(labels):\n    """Doc."""\n    # TODO: do it.\n    raise NotImplementedError\n'


def module(folder: Path, content: str | bytes, name: str = "preprocess") -> Path:
    path = folder / f"{name}.py"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_functions_that_only_raise_are_untouched(tmp_path: Path) -> None:
    source = STUB.format(name="one_hot") + "def preprocess_images(images):\n    return images\n"
    assert look_at(module(tmp_path, source)).untouched == {"one_hot"}


def test_a_message_or_a_call_leaves_it_untouched_but_another_line_does_not(tmp_path: Path) -> None:
    source = (
        "def one_hot(labels):\n    raise NotImplementedError('later')\n"
        "def preprocess_images(images):\n    x = images\n    raise NotImplementedError\n"
    )
    assert look_at(module(tmp_path, source)).untouched == {"one_hot"}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + STUB.format(name="one_hot").encode(),
        STUB.format(name="one_hot").replace("\n", "\r\n").encode(),
        STUB.format(name="one_hot").replace("    ", "\t").encode(),
        b"# coding: euc-kr\n# \xc7\xd1\xb1\xdb\n" + STUB.format(name="one_hot").encode(),
    ],
    ids=["bom", "crlf", "tabs", "euc-kr"],
)
def test_editors_habits_are_no_problem(tmp_path: Path, content: bytes) -> None:
    looked = look_at(module(tmp_path, content))
    assert looked.problem == ""
    assert looked.untouched == {"one_hot"}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("def one_hot(labels:\n    pass\n", "not valid Python (line 1)"),
        ("if True:\n\tx = 1\n        y = 2\n", "not valid Python (line 3)"),
        (b"x = '\xff\xfe'\n", "not UTF-8 text"),
        (b"# coding: klingon\n", "not valid Python"),
        (b"x = 1\0", "not"),
        ("(" * 100_000, "not"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, content: str | bytes, part: str
) -> None:
    problem = look_at(module(tmp_path, content)).problem
    assert problem.startswith("preprocess.py is not ")
    assert part in problem
    assert "\n" not in problem


def test_a_folder_in_the_modules_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "preprocess.py").mkdir()
    assert "is not a file" in look_at(tmp_path / "preprocess.py").problem
    (tmp_path / "train").mkdir()
    assert "is a folder" in look_at(tmp_path / "train.py").problem


def test_a_folder_holds_ten_modules_present_or_not(tmp_path: Path) -> None:
    module(tmp_path, "", "train")
    paths = find_modules(tmp_path)
    assert [path.stem for path in paths] == list(NAMES)
    assert [path.stem for path in paths if look_at(path).present] == ["train"]


@pytest.mark.parametrize("name", ["nowhere.py", "notes.txt", "homework.py"])
def test_what_is_no_submission_is_refused(tmp_path: Path, name: str) -> None:
    if name != "nowhere.py":
        (tmp_path / name).write_text("x = 1\n")
    with pytest.raises(SubmissionError, match=name):
        find_modules(tmp_path / name)
