"""What students are given works by itself, and gives nothing away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from autograder.build import stub_of
from autograder.catalogue import hidden_checks_for
from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.release import expect_no_solution, release
from tests.modules import ROOT, SOLUTIONS


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, as a student has it after unpacking the zip."""
    place = tmp_path_factory.mktemp("given")
    release(ROOT, place / "course.zip")
    with zipfile.ZipFile(place / "course.zip") as archive:
        archive.extractall(place)
    return place / "course"


def run_there(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a fresh interpreter that imports the package released to `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "autograder.pytest_plugin", *arguments],
        cwd=folder,
        env=kept
        | {"PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "100"}
        | {"AUTOGRADER_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(ran: subprocess.CompletedProcess[str]) -> str:
    return ran.stdout.rstrip("\n").rsplit("\n", 1)[-1]


def texts(folder: Path) -> dict[str, str]:
    """Return the files' texts by their paths."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode("utf-8", "replace")
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


# It works where it is unpacked.


def test_what_is_released_is_what_runs(unpacked: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import autograder; print(autograder.__file__)"],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(unpacked)


def test_with_stubs_it_ends_in_0_and_says_where_to_begin(unpacked: Path) -> None:
    ran = run_there(unpacked, "exercises")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert last_line(ran) == "0/100 points · 10 not started · begin with exercises/preprocess.py"


def test_with_solved_modules_it_ends_in_100_and_tells_of_hidden_checks(
    unpacked: Path, tmp_path: Path
) -> None:
    solved = Path(shutil.copytree(unpacked, tmp_path / "course"))
    for name in NAMES:
        shutil.copy(SOLUTIONS / f"{name}.py", solved / "exercises")
    ran = run_there(solved, "exercises", "-q", "-W", "ignore")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert last_line(ran) == "100/100 points"
    ran = run_there(solved, "exercises/preprocess.py")
    assert "done · 2 more checks run at grading" in ran.stdout


def test_hidden_checks_asked_for_there_are_not_there(unpacked: Path) -> None:
    ran = run_there(unpacked, "exercises", "--hidden")
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert "there are no hidden checks here" in ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr


def test_plain_pytest_runs_the_exercises(unpacked: Path) -> None:
    assert last_line(run_there(unpacked, "-q")).startswith("0/100 points")


def test_it_can_be_installed(unpacked: Path) -> None:
    settings = tomllib.loads((unpacked / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    for named in (project["readme"], *project["license-files"], "README.ko.md"):
        assert (unpacked / named).is_file()
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for section in ("build-system", "tool.setuptools.packages.find"):
        ours, theirs = whole, settings
        for key in section.split("."):
            ours, theirs = ours[key], theirs[key]
        assert theirs == ours
    assert project["dependencies"] == whole["project"]["dependencies"]
    assert project["entry-points"] == whole["project"]["entry-points"]


def test_the_readmes_links_lead_somewhere(unpacked: Path) -> None:
    for readme in ("README.md", "README.ko.md"):
        text = (unpacked / readme).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert (unpacked / target).exists(), target


def test_every_readme_command_is_one_that_pytest_knows(unpacked: Path) -> None:
    known = run_there(unpacked, "exercises", "--help").stdout
    for readme in ("README.md", "README.ko.md"):
        text = (unpacked / readme).read_text(encoding="utf-8")
        for option in re.findall(r"`pytest exercises[^`]*?(--?[a-z-]+)", text):
            assert option in known


# It gives nothing away.


def test_stubs_are_fresh_whatever_has_been_worked_on(tmp_path: Path) -> None:
    """The instructor's own exercises/ may hold anything."""
    root = copy_of_the_course(tmp_path)
    (root / "exercises" / "train.py").write_text("SOLVED = True\n", encoding="utf-8")
    release(root, tmp_path / "given")
    for name in NAMES:
        solution = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
        stub = (tmp_path / "given" / "exercises" / f"{name}.py").read_text(encoding="utf-8")
        assert stub == stub_of(solution)


def test_no_line_that_a_student_is_to_write_is_in_it(unpacked: Path) -> None:
    marked: set[str] = set()
    wholes: list[str] = []
    for name in NAMES:
        text = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
        for region in re.findall(r"### BEGIN SOLUTION.*\n((?:.*\n)*?) *### END SOLUTION", text):
            marked |= {line.strip().rstrip(",") for line in region.splitlines()}
            wholes.append(" ".join(region.split()))
    telling = {line for line in marked if len(line) >= 25}
    assert len(telling) > 50
    for path, text in texts(unpacked).items():
        assert telling.isdisjoint(line.strip().rstrip(",") for line in text.splitlines()), path
        assert not [whole for whole in wholes if whole in " ".join(text.split())], path


def test_no_hidden_check_is_in_it(unpacked: Path) -> None:
    ids = {check.id for name in NAMES for check in hidden_checks_for(name)}
    titles = {check.title for name in NAMES for check in hidden_checks_for(name)}
    for path, text in texts(unpacked).items():
        assert "checks/hidden" not in path
        assert not [one for one in (*ids, *titles) if one in text], path


def test_nothing_of_the_projects_own_is_in_it(unpacked: Path) -> None:
    tops = {PurePosixPath(path).parts[0] for path in texts(unpacked)}
    assert tops - {"mnist_cnn_course.egg-info", ".pytest_cache"} == {
        "LICENSE",
        "README.ko.md",
        "README.md",
        "autograder",
        "course",
        "exercises",
        "pyproject.toml",
    }
    assert {path.split("/")[1] for path in texts(unpacked) if path.startswith("course/")} <= {
        "en",
        "ko",
        "images",
    }


@pytest.mark.parametrize(
    "text",
    [
        "For example:\n\n    checkpoint = tf.train.Checkpoint(weights=model.weights)\n",
        "```python\nmodel.load_weights(path)\nreturn model\n```\n",
    ],
    ids=["a telling line", "all the short lines of a function"],
)
def test_a_note_that_gives_a_solution_away_is_not_released(tmp_path: Path, text: str) -> None:
    root = copy_of_the_course(tmp_path)
    (root / "course" / "en" / "saving.md").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"course/en/saving\.md.* gives the solution of save_re"):
        release(root, tmp_path / "given")
    assert not (tmp_path / "given").exists()


def test_an_idiom_of_the_libraries_gives_nothing_away() -> None:
    expect_no_solution({PurePosixPath("x.md"): b"    return model\nkeras.layers.Flatten(),"}, ROOT)


# All or nothing.


def copy_of_the_course(place: Path) -> Path:
    """Return a small course: the real solutions, hardly any package or notes."""
    root = place / "mine"
    for folder in ("autograder", "course/en", "course/ko", "course/images", "exercises"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(SOLUTIONS, root / "solutions")
    (root / "autograder" / "__init__.py").write_text("", encoding="utf-8")
    for file in ("LICENSE", "pyproject.toml"):
        shutil.copy(ROOT / file, root)
    return root


def test_it_says_what_it_wrote_and_leaves_nothing_else(tmp_path: Path) -> None:
    root, place = copy_of_the_course(tmp_path), tmp_path / "out"
    place.mkdir()
    written = release(root, place)
    assert written == sorted(written)
    assert {file.as_posix() for file in written} == set(texts(place))
    assert {file.name for file in tmp_path.iterdir()} == {"mine", "out"}


def test_a_zip_has_the_same_files_and_is_the_same_each_time(tmp_path: Path) -> None:
    root = copy_of_the_course(tmp_path)
    written = release(root, tmp_path / "a" / "course.zip")
    release(root, tmp_path / "b" / "course.zip")
    assert (tmp_path / "a" / "course.zip").read_bytes() == (
        tmp_path / "b" / "course.zip"
    ).read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "course.zip") as archive:
        assert archive.namelist() == [f"course/{file.as_posix()}" for file in written]


@pytest.mark.parametrize("name", ["there", "there.zip"])
def test_what_is_there_is_never_overwritten(tmp_path: Path, name: str) -> None:
    root, there = copy_of_the_course(tmp_path), tmp_path / name
    if there.suffix:
        there.write_bytes(b"mine")
    else:
        there.mkdir()
        (there / "mine.txt").write_bytes(b"mine")
    with pytest.raises(CourseError, match="is there already") as caught:
        release(root, there)
    assert "\n" not in str(caught.value)
    kept = there if there.suffix else there / "mine.txt"
    assert kept.read_bytes() == b"mine"
    assert {file.name for file in tmp_path.iterdir()} == {"mine", name}


def test_where_nothing_can_be_written_one_sentence_says_so(tmp_path: Path) -> None:
    root = copy_of_the_course(tmp_path)
    with pytest.raises(CourseError, match="Cannot write to"):
        release(root, root / "LICENSE" / "given")


def test_a_missing_solution_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    root = copy_of_the_course(tmp_path)
    (root / "solutions" / "train.py").unlink()
    with pytest.raises(CourseError, match=r"solutions/train\.py is missing"):
        release(root, tmp_path / "given")
    assert not (tmp_path / "given").exists()


def test_leftovers_are_left_out(tmp_path: Path) -> None:
    root = copy_of_the_course(tmp_path)
    for junk in ("autograder/__pycache__/a.pyc", "autograder/x.py.bak1", "course/en/.draft.md"):
        (root / junk).parent.mkdir(exist_ok=True)
        (root / junk).write_bytes(b"junk")
    (root / "course" / "images" / "terminal.py").write_bytes(b"junk")
    (root / "course" / "nbgrader" / "source").mkdir(parents=True)
    (root / "course" / "nbgrader" / "source" / "train.md").write_bytes(b"junk")
    release(root, tmp_path / "given")
    assert "junk" not in texts(tmp_path / "given").values()
