"""What the system does to the grader's own processes costs no student a point."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.batch.handed_in import HandedIn
from autograder.batch.judge import Job
from autograder.batch.judges import Judge, Nursery
from autograder.batch.record import Graded
from autograder.batch.run import Bench
from autograder.batch.settings import Settings
from autograder.batch.work import Work
from autograder.errors import CourseError
from tests.modules import SOLUTIONS

SETTINGS = Settings(exercises=("preprocess",), isolation="process")
FIRST_CHECK = "returns_float32_with_channel_axis"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def bench(nursery: Nursery) -> Iterator[Bench]:
    with selectors.DefaultSelector() as selector:
        bench = Bench(nursery, selector, patience=60.0)
        yield bench
        bench.close()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A right module whose import waits until somebody lets it go on: see `when_importing`."""
    os.mkfifo(tmp_path / "gate")
    solution = (SOLUTIONS / "preprocess.py").read_text(encoding="utf-8")
    module = f"open({str(tmp_path / 'gate')!r}).read()\n{solution}"
    (tmp_path / "preprocess.py").write_text(module, encoding="utf-8")
    return Work(HandedIn("", ()), tmp_path, notes=[], fingerprints={}, settings=SETTINGS)


def graded(bench: Bench, work: Work, when_importing: Callable[[], None]) -> Graded:
    """Have `work` graded; do something whenever its module is imported, then let that go on."""
    bench.give(work)
    while True:
        for found, _work in bench.wait():
            return found
        with contextlib.suppress(OSError):  # nobody is at the gate
            gate = os.open(work.folder / "gate", os.O_WRONLY | os.O_NONBLOCK)
            when_importing()
            os.close(gate)


def points(found: Graded) -> dict[str, float]:
    return {check.id: check.points for check in found.report.exercises[0].checks}


def let_be(bench: Bench) -> None:
    """Let everything go on."""


def kill_the_judge(bench: Bench) -> None:
    (judge,) = bench.at_work
    os.kill(judge.pid, signal.SIGKILL)


def kill_the_zygote(bench: Bench) -> None:
    """Kill the process that workers come from, and the judge, so that another needs a worker."""
    zygote = bench.nursery._zygote._process
    assert zygote is not None
    zygote.kill()
    zygote.wait()
    for judge in bench.at_work:
        if judge.pid:
            kill_the_judge(bench)


def test_a_judge_that_is_killed_once_costs_nothing(bench: Bench, work: Work) -> None:
    kills = iter([kill_the_judge])
    found = graded(bench, work, lambda: next(kills, let_be)(bench))
    assert sum(points(found).values()) == 10


def test_a_check_that_ends_every_judge_is_lost_and_the_others_are_not(
    bench: Bench, work: Work
) -> None:
    kills = iter([kill_the_judge] * 2)
    found = graded(bench, work, lambda: next(kills, let_be)(bench))
    lost = {check.id for check in found.report.exercises[0].checks if check.status == "error"}
    assert lost == {FIRST_CHECK}
    assert points(found)["marks_the_label"] > 0


def test_a_killed_zygote_is_started_again_and_nobody_loses_anything(
    bench: Bench, work: Work
) -> None:
    kills = iter([kill_the_zygote])
    found = graded(bench, work, lambda: next(kills, let_be)(bench))
    assert sum(points(found).values()) == 10


def test_where_no_zygote_lives_grading_stops_and_says_so(
    bench: Bench, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = Judge.give

    def give_without_zygote(judge: Judge, job: Job) -> None:
        kill_the_zygote(bench)
        give(judge, job)

    monkeypatch.setattr(Judge, "give", give_without_zygote)
    with pytest.raises(CourseError, match="no process for the student's code"):
        graded(bench, work, lambda: None)


def test_a_nursery_that_closes_ends_no_other_s_processes(bench: Bench, work: Work) -> None:
    other = Nursery()
    other.new_judge()

    def close_the_other() -> None:
        other.close()
        kill_the_judge(bench)  # another needs a new worker

    kills = iter([close_the_other])
    found = graded(bench, work, lambda: next(kills, lambda: None)())
    assert sum(points(found).values()) == 10
