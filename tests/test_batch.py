"""A class is graded once, whoever crashes and whatever stops the batch, with the same results."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import grade_many
from autograder.batch.journal import NAME, Journal, open_journal
from autograder.batch.judges import Nursery
from autograder.batch.record import Graded
from autograder.batch.settings import Settings
from autograder.errors import CourseError
from autograder.worker.limits import Limits
from autograder.worker.sandbox.support import missing
from tests.graded import graded
from tests.modules import EXERCISES, ROOT, SOLUTIONS

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing() or "the sandbox is there"),
]

SETTINGS = Settings(exercises=("preprocess",), limits=Limits.for_cpu_seconds(1))
DIFFERS_FROM_RUN_TO_RUN = {NAME, "time-and-memory.html", "printed"}
WRONG = (
    "def preprocess_images(images):\n    return images\n\n\ndef one_hot(labels, num_classes=10):\n"
)
MODULES = {
    "right": (SOLUTIONS / "preprocess.py").read_text(encoding="utf-8"),
    "wrong": WRONG + "    return labels\n",
    "hanging": WRONG + "    while True:\n        pass\n",
    "crashing": WRONG + "    import os\n    os._exit(3)\n",
    "untouched": (EXERCISES / "preprocess.py").read_text(encoding="utf-8"),
}


class Heard:
    """Notes how a batch goes."""

    def __init__(self) -> None:
        self.records: list[Graded] = []
        self.graded: list[str] = []
        self.kept = 0

    def begin(self, submissions: int) -> None:
        self.submissions = submissions

    def finished(self, graded: Graded | None) -> None:
        if graded is None:
            self.kept += 1
        else:
            self.graded.append(graded.student)


Grade = Callable[..., Heard]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results"


@pytest.fixture
def grade(results: Path, nursery: Nursery) -> Grade:
    def grade_class(submissions: Path, **options: Any) -> Heard:
        heard = Heard()
        options = {"settings": SETTINGS, "jobs": 2, **options}
        heard.records = grade_many(submissions, results, watch=heard, nursery=nursery, **options)
        return heard

    return grade_class


def hand_in(folder: Path, student: str, text: str, exercise: str = "preprocess") -> None:
    place = folder / student
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{exercise}.py").write_text(text, encoding="utf-8")


def points(heard: Heard) -> dict[str, float]:
    return {graded.student: graded.report.points for graded in heard.records}


def same_results(one: Path, other: Path) -> list[str]:
    """Return the names of files that differ, of those that must not."""
    names = [
        {
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.is_file() and path.relative_to(folder).parts[0] not in DIFFERS_FROM_RUN_TO_RUN
        }
        for folder in (one, other)
    ]
    _same, different, errors = filecmp.cmpfiles(one, other, names[0] & names[1], shallow=False)
    return sorted((names[0] ^ names[1]) | set(different) | set(errors))


@pytest.fixture(scope="module")
def a_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty students: half of them right, the rest wrong; two hang, one crashes."""
    folder = tmp_path_factory.mktemp("class")
    for n in range(40):
        kind = "right" if n % 2 == 0 else "wrong"
        kind = {5: "hanging", 21: "hanging", 13: "crashing", 33: "untouched"}.get(n, kind)
        hand_in(folder, f"{n:02d} 김 {kind}", MODULES[kind])
    return folder


@pytest.fixture(scope="module")
def undisturbed(a_class: Path, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = tmp_path_factory.mktemp("undisturbed")
    grade_many(a_class, results, SETTINGS, jobs=1, watch=Heard(), nursery=nursery)
    return results


def command(submissions: Path, results: Path, *options: str) -> list[str]:
    words = ["grade", submissions, "--out", results, "--exercise", "preprocess", *options]
    return [sys.executable, "-m", "autograder", *map(str, words), "--time-limit", "1"]


def test_everybody_gets_what_their_work_earns(undisturbed: Path) -> None:
    lines = (undisturbed / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    earned: dict[str, set[str]] = {}
    for line in lines:
        student, score, *_rest = line.split(",")
        earned.setdefault(student.split()[2], set()).add(score)
    assert len(lines) == 40
    assert earned["right"] == {"10"}
    assert (
        earned["wrong"] == earned["hanging"] == earned["crashing"] == earned["untouched"] == {"0"}
    )


def test_a_batch_that_is_killed_three_times_ends_with_the_same_results(
    a_class: Path, undisturbed: Path, results: Path
) -> None:
    for finished in (4, 15, 27):
        batch = subprocess.Popen(
            command(a_class, results, "--jobs", "2"),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while batch.poll() is None and lines_in_journal(results) < finished:
            os.sched_yield()
        assert batch.poll() is None, "it ended before it could be killed"
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        assert finished <= lines_in_journal(results) < 40
    last = subprocess.run(
        command(a_class, results), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert last.returncode == 0, last.stderr
    assert same_results(undisturbed, results) == []


def lines_in_journal(results: Path) -> int:
    try:
        return (results / NAME).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def test_what_is_graded_is_not_graded_again(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada", MODULES["right"])
    hand_in(folder, "bob", MODULES["wrong"])
    assert sorted(grade(folder).graded) == ["ada", "bob"]
    again = grade(folder)
    assert (again.graded, again.kept) == ([], 2)
    assert points(again) == {"ada": 10, "bob": 0}


def test_a_changed_submission_is_graded_again_and_only_that(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada", MODULES["right"])
    hand_in(folder, "bob", MODULES["wrong"])
    grade(folder)
    hand_in(folder, "bob", MODULES["right"])
    again = grade(folder)
    assert (again.graded, again.kept) == (["bob"], 1)
    assert points(again) == {"ada": 10, "bob": 10}


def test_other_settings_are_another_grade(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada", MODULES["untouched"])
    grade(folder)
    other = Settings(exercises=("preprocess",), seed=7, limits=SETTINGS.limits)
    assert grade(folder, settings=other).graded == ["ada"]
    assert grade(folder, settings=other).kept == 1


def test_a_changed_check_is_run_again_and_no_other_exercise(
    grade: Grade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.batch import fingerprint

    folder = tmp_path / "class"
    for name in ("preprocess", "make_dataset"):
        hand_in(folder, "ada", (EXERCISES / f"{name}.py").read_text(encoding="utf-8"), name)
    both = Settings(exercises=("preprocess", "make_dataset"), limits=SETTINGS.limits)
    grade(folder, settings=both)
    real = fingerprint.of_exercise
    monkeypatch.setattr(
        fingerprint, "of_exercise", lambda name: real(name) + "!" * (name == "make_dataset")
    )
    again = grade(folder, settings=both)
    with open_journal(tmp_path / "results") as journal:
        lines = journal.path.read_text(encoding="utf-8").splitlines()
    judged = json.loads(lines[-1])["graded"]
    assert again.graded == ["ada"]
    assert [e["name"] for e in judged["report"]["exercises"]] == ["preprocess", "make_dataset"]


def test_regrade_is_for_those_who_are_named(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    for student in ("ada", "bob"):
        hand_in(folder, student, MODULES["untouched"])
    grade(folder)
    assert grade(folder, regrade=["bob"]).graded == ["bob"]
    assert sorted(grade(folder, regrade_all=True).graded) == ["ada", "bob"]
    with pytest.raises(CourseError, match="no submission of 'eve'"):
        grade(folder, regrade=["eve"])


def test_a_second_batch_on_the_same_results_says_so(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada", MODULES["untouched"])
    with open_journal(tmp_path / "results"), pytest.raises(CourseError, match="another batch"):
        grade(folder)


def test_a_line_that_was_cut_off_is_dropped_and_graded_again(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    for student in ("ada", "bob"):
        hand_in(folder, student, MODULES["untouched"])
    grade(folder, jobs=1)
    journal = tmp_path / "results" / NAME
    journal.write_bytes(journal.read_bytes()[:-20])
    assert grade(folder).graded == ["bob"]


def test_a_journal_of_something_else_is_left_alone(grade: Grade, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada", MODULES["untouched"])
    journal = tmp_path / "results" / NAME
    journal.parent.mkdir()
    journal.write_text('{"something": "else"}\n' * 3)
    with pytest.raises(CourseError, match="damaged or was written by another version"):
        grade(folder)
    assert journal.read_text() == '{"something": "else"}\n' * 3


def append_all(journal: Journal, students: list[str]) -> None:
    for student in students:
        journal.append(graded(student))


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for hardly anything."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("this user may not mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_loses_nothing_that_is_finished(full_disk: Path) -> None:
    students = [f"student {n}" for n in range(1000)]
    with open_journal(full_disk) as journal:
        with pytest.raises(CourseError, match="make room"):
            append_all(journal, students)
        finished = list(journal.places)
    assert students[: len(finished)] == finished
    with open_journal(full_disk) as journal:
        assert list(journal.places) == finished
        assert journal.read(finished[-1]).student == finished[-1]


def test_nothing_to_grade_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    run = subprocess.run(
        command(tmp_path / "class", tmp_path / "results"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr + run.stdout
    assert len(run.stderr.strip().splitlines()) == 1


def test_notes_that_are_not_there_are_said_before_anything_is_graded(tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada", MODULES["right"])
    run = subprocess.run(
        command(tmp_path / "class", tmp_path / "results", "--notes", str(tmp_path / "nowhere")),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "results").exists()


def test_results_may_not_lie_among_the_submissions(grade: Grade, tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", MODULES["untouched"])
    with pytest.raises(CourseError, match="lies among the submissions"):
        grade(tmp_path)


def test_ctrl_c_writes_the_results_so_far_and_says_how_to_go_on(
    a_class: Path, results: Path
) -> None:
    batch = subprocess.Popen(
        command(a_class, results, "--jobs", "2"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while batch.poll() is None and lines_in_journal(results) < 3:
        os.sched_yield()
    os.killpg(batch.pid, signal.SIGINT)  # as a terminal does it, to all in the foreground
    said, _ = batch.communicate()
    assert batch.returncode == 130
    assert "the same command goes on" in said
    rows = (results / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(rows) == lines_in_journal(results) >= 3
    assert not (results / ".grading").exists()
    shutil.rmtree(results)
