"""The walls around student code, one by one, with and without namespaces, for root and others."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.worker.interface import WorkerStopped
from autograder.worker.limits import Limits
from autograder.worker.process import ZYGOTE, zygote_environment
from tests.sandboxes import needs_sandbox
from tests.walls import LIMITS, MODES, ROOT, WALLS, call, sealed, what_works

pytestmark = needs_sandbox

NOBODY = 65534


@pytest.fixture(scope="module", params=MODES, autouse=True)
def mode(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ZYGOTE, "rooms", request.param == "room")
        with sealed("pass"):
            pass
        if ZYGOTE.rooms != (request.param == "room"):
            pytest.skip("this machine forbids namespaces")
        yield request.param
    ZYGOTE.close()


def limited(limits: dict[str, Any]) -> Limits:
    """Return the usual limits, but for some."""
    return Limits(**{**vars(LIMITS), **limits})


def stopped(body: str, **limits: Any) -> WorkerStopped:
    """Return why a call of a function with this body was ended from outside."""
    with (
        sealed(body, limited(limits)) as worker,
        pytest.raises(WorkerStopped) as found,
    ):
        call(worker)
    return found.value


def outcome(body: str, **limits: Any) -> Any:
    """Return what a call gives, or, where the worker is ended from outside, the sentence why."""
    with sealed(body, limited(limits)) as worker:
        try:
            answer = call(worker)
        except WorkerStopped as ended:
            return ended.problem
    return answer["value"]


TOO_MUCH = "it wrote too many or too large files and was stopped"


@pytest.mark.parametrize("wall", WALLS)
def test_wall(wall: str) -> None:
    assert what_works(wall) == []


def test_processor_time_and_wall_time_are_told_apart() -> None:
    busy = stopped("while True: pass", cpu_seconds=0.3)
    assert "processor time" in busy.problem
    idle = stopped("import time\ntime.sleep(3600)", seconds=0.5)
    assert "longer than 0.5 seconds" in idle.problem
    assert (busy.kind, idle.kind) == ("time", "time")


def test_processor_time_of_all_threads_counts() -> None:
    body = """
        import hashlib
        work = lambda: [hashlib.sha256(bytes(2**22)) for _ in range(10**6)]
        threading.Thread(target=work).start()
        threading.Event().wait()
    """
    assert "processor time" in stopped(body, cpu_seconds=0.3).problem


def test_files_are_bounded_in_bytes_together() -> None:
    """In a room the file system is full at the limit; without one, the worker is ended."""
    body = """
        written = 0
        try:
            for number in range(60):
                with open(f"file{number}", "wb", buffering=0) as file:
                    written += file.write(bytes(8 * 2**20))
        except OSError:
            return written
        threading.Event().wait()
    """
    found = outcome(body)
    assert found <= LIMITS.disk if ZYGOTE.rooms else found == TOO_MUCH


def test_files_are_bounded_in_number() -> None:
    body = """
        made = 0
        try:
            while made < 100_000:
                write(f"file{made}")
                made += 1
        except OSError:
            return made
        threading.Event().wait()
    """
    found = outcome(body)
    assert found <= 20_000 if ZYGOTE.rooms else found == TOO_MUCH


@pytest.mark.parametrize("where", ["nameless", "deep", "secret"])
def test_no_file_is_hidden_from_what_bounds_them(where: str) -> None:
    """Removed files that are open, files below the longest path, in a folder nobody may read."""
    body = """
        held = []
        written = 0
        if WHERE == "deep":
            for _ in range(2_500):
                os.mkdir("d")
                os.chdir("d")
        if WHERE == "secret":
            os.mkdir("d", 0o300)
            os.chdir("d")
        try:
            for number in range(60):
                held.append(open(f"file{number}", "wb", buffering=0))
                written += held[-1].write(bytes(8 * 2**20))
                if WHERE == "nameless":
                    os.unlink(f"file{number}")
        except OSError:
            return written
        threading.Event().wait()
    """
    found = outcome(body.replace("WHERE", repr(where)))
    assert found <= LIMITS.disk if ZYGOTE.rooms else found == TOO_MUCH


def test_threads_are_bounded() -> None:
    body = """
        threading.stack_size(32 * 1024)
        started = 0
        forever = threading.Event()
        try:
            for started in range(4_000):
                threading.Thread(target=forever.wait, daemon=True).start()
        except (RuntimeError, MemoryError):
            return started
        forever.wait()
    """
    found = outcome(body, memory=2**32)  # or their stacks may come to its limit first
    assert found in range(2_000) if ZYGOTE.rooms else "threads" in found


def test_output_is_kept_at_both_ends() -> None:
    body = """
        print("first")
        for _ in range(1_000):
            print("y" * 10_000)
        print("last")
    """
    with sealed(body) as worker:
        call(worker)
        printed = worker.take_output()
    assert printed.startswith("first\n")
    assert printed.endswith("\nlast\n")
    assert "bytes left out" in printed
    assert len(printed) < 50_000


@pytest.mark.parametrize("how", ["it is closed", "its time is up", "the judge is gone"])
def test_everything_ends_with_the_worker(how: str) -> None:
    body = """
        threading.Thread(target=threading.Event().wait).start()
        if FOREVER:
            threading.Event().wait()
        return 1
    """
    forever = how == "its time is up"
    limits = Limits(**{**vars(LIMITS), "seconds": 0.5 if forever else 30})
    with sealed(body.replace("FOREVER", str(forever)), limits) as worker:
        if forever:
            with pytest.raises(WorkerStopped):
                call(worker)
        else:
            assert call(worker)["value"] == 1
        if how == "the judge is gone":
            worker._control.shutdown(socket.SHUT_RDWR)
            expect_no_process_left()
    expect_no_process_left()


def expect_no_process_left() -> None:
    assert ZYGOTE._process is not None
    deadline = time.monotonic() + 10
    children = Path(f"/proc/{ZYGOTE._process.pid}/task/{ZYGOTE._process.pid}/children")
    while children.read_text() and time.monotonic() < deadline:
        os.sched_yield()
    assert children.read_text() == ""


def test_what_a_signal_did_is_said() -> None:
    ended = stopped("os.kill(os.getpid(), signal.SIGKILL)")
    assert ended.kind == "died"
    assert signal.SIGKILL.name in ended.problem


def test_a_worker_that_hangs_up_is_not_waited_for() -> None:
    ended = stopped("os.close(3)\nthreading.Event().wait()", seconds=600)
    assert ended.kind == "died"


def test_two_answers_to_one_question_are_none() -> None:
    body = r"""
        import struct
        os.write(3, (struct.pack("<Q", 1) + b"\x80") * 2)
        threading.Event().wait()
    """
    assert stopped(body).kind == "garbled"


def test_modes_of_files_of_others_stay_as_they_are(tmp_path: Path) -> None:
    """Landlock has no word on it: in a shared file system, such calls do nothing."""
    mine = tmp_path / "mine"
    mine.write_text("x")
    mine.chmod(0o640)
    before = (mine.stat().st_mode, mine.stat().st_mtime_ns)
    body = f"""
        path = {str(mine)!r}
        ways = dict(mode=lambda: os.chmod(path, 0o777), time=lambda: os.utime(path, (1, 1)))
        what_works(ways)
    """
    with sealed(body) as worker:
        call(worker)
    assert (mine.stat().st_mode, mine.stat().st_mtime_ns) == before


def reachable(path: Path) -> bool:
    """Return whether every user may come to a path and read what is there."""
    return all(place.stat().st_mode & 0o005 == 0o005 for place in [path, *path.parents])


@pytest.mark.skipif(os.geteuid() != 0, reason="is one already")
def test_an_ordinary_users_sandbox_has_the_same_walls(mode: str) -> None:
    needed = [Path(sys.prefix), Path(sys.executable).resolve(), Path(sys.base_prefix), ROOT]
    if not all(map(reachable, needed)):
        pytest.skip("other users cannot reach this interpreter")
    run = subprocess.run(
        [sys.executable, "-m", "tests.walls", mode],
        cwd=ROOT,
        env=zygote_environment() | {"HOME": "/nonexistent"},
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert json.loads(run.stdout) == {wall: [] for wall in WALLS}
