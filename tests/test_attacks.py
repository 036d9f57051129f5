"""Hostile submissions: none scores by its attack, harms a neighbour, or leaves anything behind.

Every module in ``attacks/`` tries one thing. It prints ``LOOT`` where it reached something that it
must not reach. It is told, in an environment variable, where everything worth stealing is.
"""

from __future__ import annotations

import ast
import json
import os
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.grade import grade
from autograder.report import Report, to_dict
from autograder.worker.limits import Limits
from autograder.worker.process import ZYGOTE
from tests.modules import RIGHT, ROOT, SOLUTIONS, as_submission
from tests.sandboxes import needs_sandbox
from tests.walls import MODES

pytestmark = needs_sandbox

ATTACKS = sorted((ROOT / "tests" / "attacks").glob("*.py"))
LIMITS = Limits(seconds=2, total_seconds=40, cpu_seconds=0.8, memory=2 * 2**30)
ROOMY = Limits(seconds=30, cpu_seconds=10)
SECRET = "hunter2"
SIX = (
    "leave_by_kill",
    "fork_bomb",
    "patch_everything",
    "gigabyte_of_output",
    "forge_passed",
    "memory_by_mmap",
)


REAL_HOME = Path.home()
# Folders that programs of other tests may make meanwhile: matplotlib, Keras, Jupyter, a browser.
OF_OTHER_PROGRAMS = {".cache", ".config", ".ipython", ".jupyter", ".keras", ".local", ".pki"}


@dataclass(frozen=True)
class World:
    """What there is to steal and to break, and how the honest are graded in it."""

    folder: Path
    temporary: Path
    honest: Report

    def state(self) -> dict[str, Any]:
        """Return what everything outside a worker's own folder is like."""
        places = [self.folder, SOLUTIONS, Path(os.__file__), Path(json.__file__).parent]
        found: dict[str, Any] = {"home": sorted({*os.listdir(REAL_HOME)} - OF_OTHER_PROGRAMS)}
        for place in places:
            for path in [place, *place.rglob("*")]:
                if self.temporary not in (path, *path.parents) and "__pycache__" not in path.parts:
                    facts = path.lstat()
                    found[str(path)] = (facts.st_mode, facts.st_uid, facts.st_size)
                    if path.is_file():
                        found[f"{path} changed"] = facts.st_mtime_ns
        return found


@pytest.fixture(scope="module", params=MODES)
def world(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    (folder / "neighbour").mkdir()
    (folder / "neighbour" / "preprocess.py").write_text(f"# {SECRET}-neighbour\n")
    (folder / "gradebook.csv").write_text(f"student points\n{SECRET}-gradebook 10\n")
    (folder / "home").mkdir()
    (folder / "home" / "id_rsa").write_text(f"{SECRET}-key\n")
    temporary = folder / "tmp"
    temporary.mkdir()
    targets = {
        "repository": str(ROOT),
        "solution": str(SOLUTIONS / "preprocess.py"),
        "check": str(ROOT / "autograder" / "checks" / "preprocess.py"),
        "world": str(folder),
        "neighbour": str(folder / "neighbour" / "preprocess.py"),
        "gradebook": str(folder / "gradebook.csv"),
        "key": str(folder / "home" / "id_rsa"),
        "home": str(folder / "home"),
        "grader": os.getpid(),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder / "home"))
        patch.setenv("GRADEBOOK_PASSWORD", f"{SECRET}-environment")
        patch.setenv("TF_ATTACK_TARGETS", json.dumps(targets))
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setattr(ZYGOTE, "rooms", request.param == "room")
        ZYGOTE.close()
        honest = graded(SOLUTIONS / "preprocess.py")
        if ZYGOTE.rooms != (request.param == "room"):
            pytest.skip("this machine forbids namespaces")
        assert honest.points == 10
        yield World(folder, temporary, honest)
    ZYGOTE.close()


def graded(path: Path, limits: Limits = ROOMY) -> Report:
    return grade(path, isolation="sandbox", limits=limits).verdicts()


def constants(module: Path) -> dict[str, Any]:
    """Return the constants at a module's top level, without running it."""
    found = {}
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            found.update({ast.unparse(target): node.value.value for target in node.targets})
    return found


def texts(value: Any) -> Iterator[str]:
    """Yield all texts in a Report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def expect_no_loot(report: Report) -> None:
    for text in texts(to_dict(report)):
        assert not [word for word in ("LOOT", SECRET, "BEGIN SOLUTION") if word in text], text
        hidden = [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs")]
        assert not hidden, text
        assert not set(text).intersection("\u202e\u2066")


def expect_nothing_left(world: World) -> None:
    """Expect no process besides the zygote, and no file."""
    assert ZYGOTE._process is not None
    assert ZYGOTE._process.poll() is None
    deadline = time.monotonic() + 10
    while children(ZYGOTE._process.pid) and time.monotonic() < deadline:
        os.sched_yield()
    assert children(ZYGOTE._process.pid) == []
    assert list(world.temporary.glob("autograder-*")) == []
    assert not (world.temporary / "attack-was-here").exists()


def children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_attack_earns_reads_writes_and_leaves_nothing(
    world: World, attack: Path, tmp_path: Path
) -> None:
    known = constants(attack)
    before, zygote = world.state(), ZYGOTE._process
    submission = as_submission(attack, known["EXERCISE"], tmp_path)
    report = grade(submission, isolation="sandbox", limits=LIMITS)
    assert report.points <= known["HONEST_POINTS"]
    assert "error" not in [check.status for check in report.exercises[0].checks]
    expect_no_loot(report)
    assert graded(SOLUTIONS / "preprocess.py") == world.honest
    assert ZYGOTE._process is zygote
    expect_nothing_left(world)
    assert world.state() == before


def test_every_attack_says_what_it_tries() -> None:
    for attack in ATTACKS:
        assert ast.get_docstring(ast.parse(attack.read_text(encoding="utf-8"))), attack
        assert {"EXERCISE", "HONEST_POINTS"} <= constants(attack).keys(), attack


def test_attackers_in_a_class_change_nothing_for_the_others(world: World, tmp_path: Path) -> None:
    """Ten honest submissions and six attacks, in one process, one after the other."""
    honest = [path for path in RIGHT if path.parent.name == "preprocess"][:10]
    assert len(honest) == 10
    alone = [graded(submission(path, tmp_path / f"alone-{path.stem}")) for path in honest]
    mixed: list[Report] = []
    for number, path in enumerate(honest):
        if number < len(SIX):
            attack = ROOT / "tests" / "attacks" / f"{SIX[number]}.py"
            grade(submission(attack, tmp_path / SIX[number]), isolation="sandbox", limits=LIMITS)
        mixed.append(graded(submission(path, tmp_path / f"mixed-{path.stem}")))
    assert mixed == alone
    assert {report.points for report in mixed} == {10}
    expect_nothing_left(world)


def submission(module: Path, folder: Path) -> Path:
    folder.mkdir()
    return as_submission(module, "preprocess", folder)


def test_slow_calls_are_bounded_by_the_whole_submissions_time(world: World, tmp_path: Path) -> None:
    """Each call takes less than a check may; what comes after the end of the time is not run."""
    attack = ROOT / "tests" / "attacks" / "almost_out_of_time.py"
    limits = Limits(seconds=30, total_seconds=0.5, cpu_seconds=10)
    report = graded(submission(attack, tmp_path / "slow"), limits)
    messages = [check.message.problem for check in report.exercises[0].checks if check.message]
    assert "the time for the whole submission is used up" in messages


@pytest.mark.parametrize(
    "source",
    [
        b"# coding: hex\n7831\n",
        b"# coding: punycode\n-" + b"a" * 500_000,
        b"# coding: zlib_codec\nx = 1\n",
        b"x = " + b"-" * 900_000 + b"1\n",
        b"x = " + b"(" * 900_000,
        b"x = f" + b"()" * 300_000,
        b"#" * 3_000_000,
        b"\x00" * 1000,
    ],
    ids=["hex", "punycode", "zlib", "minus", "parentheses", "calls", "large", "zeros"],
)
def test_source_that_is_hard_to_read_is_no_module(source: bytes, tmp_path: Path) -> None:
    """It is read by the grader itself, before any worker is there."""
    path = tmp_path / "preprocess.py"
    path.write_bytes(source)
    report = grade(path, isolation="sandbox", limits=LIMITS)
    assert report.points == 0
    assert report.exercises[0].checks[0].message is not None


def test_links_in_a_submission_show_nothing_of_where_they_lead(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "preprocess.py").symlink_to(SOLUTIONS / "preprocess.py")
    (tmp_path / "train.py").symlink_to(world.folder / "gradebook.csv")
    (tmp_path / "build_mlp.py").symlink_to(world.folder / "home" / "id_rsa")
    (tmp_path / "evaluate.py").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "build_cnn.py")
    report = grade(tmp_path, isolation="sandbox", limits=LIMITS)
    assert report.points == 0
    expect_no_loot(report)
