"""A worker's process is ended from outside, whatever its code does, and the judge goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.worker.interface import WorkerStopped
from autograder.worker.limits import Limits
from autograder.worker.process import ZYGOTE, ProcessWorker, zygote_environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="process isolation needs a Unix")

Open = Callable[..., ProcessWorker]


@pytest.fixture(scope="module", autouse=True)
def zygote() -> Iterator[None]:
    yield
    ZYGOTE.close()


@pytest.fixture
def open_worker(tmp_path: Path) -> Iterator[Open]:
    workers: list[ProcessWorker] = []

    def open_one(source: str, **limits: Any) -> ProcessWorker:
        module = tmp_path / "preprocess.py"
        module.write_text(source, encoding="utf-8")
        folder = tmp_path / f"standing-{len(workers)}"
        folder.mkdir()
        worker = ProcessWorker(tmp_path, folder, Limits(**{"seconds": 30.0, **limits}))
        workers.append(worker)
        worker.ask({"do": "load", "module": "preprocess"})
        return worker

    yield open_one
    for worker in workers:
        worker.close()


def call(worker: ProcessWorker, function: str = "one_hot", *args: Any) -> dict[str, Any]:
    request = {"do": "call", "module": "preprocess", "function": function}
    return worker.ask({**request, "args": list(args), "kwargs": {}})


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while _is_alive(pid) and time.monotonic() < deadline:
        os.sched_yield()
    return not _is_alive(pid)


def test_values_go_in_and_come_out(open_worker: Open) -> None:
    worker = open_worker("def one_hot(labels): return [label + 1 for label in labels]")
    assert call(worker, "one_hot", [1, 2])["value"] == [2, 3]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "time"),
        (
            "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n while 1: 0",
            "time",
        ),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "time"),
        ("import os; os._exit(0)", "died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "died"),
        ("import ctypes; ctypes.string_at(0)", "died"),
        ("import os; os.abort()", "died"),
        ("import os; os.closerange(0, 100)", "died"),
        ("import os; os.write(3, b'\\xff' * 100)", "garbled"),
        ("import os, struct; os.write(3, struct.pack('<Q', 1) + b'\\x05')", "garbled"),
    ],
)
def test_runaway_code_is_stopped_and_named(open_worker: Open, body: str, kind: str) -> None:
    worker = open_worker(f"def one_hot(labels):\n {body}", seconds=2.0)
    with pytest.raises(WorkerStopped) as stopped:
        call(worker, "one_hot", [1])
    assert stopped.value.kind == kind
    assert call(open_worker("def one_hot(labels): return 7"), "one_hot", [1])["value"] == 7


def test_exceptions_of_every_kind_are_answers(open_worker: Open) -> None:
    worker = open_worker(
        "import sys\n"
        "def one_hot(labels): sys.exit(3)\n"
        "def recurse(labels): return recurse(labels)\n"
        "def interrupt(labels): raise KeyboardInterrupt\n"
    )
    for function, name in [
        ("one_hot", "SystemExit"),
        ("recurse", "RecursionError"),
        ("interrupt", "KeyboardInterrupt"),
    ]:
        assert call(worker, function, [1])["raised"].type_name == name


def test_memory_has_a_limit(open_worker: Open) -> None:
    worker = open_worker("def one_hot(labels): return len(bytearray(3 * 2**30))", memory=2**30)
    assert call(worker, "one_hot", [1])["raised"].type_name == "MemoryError"


def test_nothing_that_was_started_outlives_the_worker(open_worker: Open, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    worker = open_worker(
        "import os, time\n"
        "def one_hot(labels):\n"
        "  if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        f"      open({str(pids)!r}, 'w').write(str(os.getpid()))\n"
        "      while True: time.sleep(60)\n"
        "    os._exit(0)\n"
        f"  while not os.path.exists({str(pids)!r}) or not open({str(pids)!r}).read(): pass\n"
        "  return 1\n"
    )
    call(worker, "one_hot", [1])
    pid = int(pids.read_text())
    assert _is_alive(pid)
    worker.close()
    assert _ends(pid)


def test_killing_its_keeper_frees_no_process(open_worker: Open, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    worker = open_worker(
        "import os, signal\n"
        "def one_hot(labels):\n"
        f"  open({str(pids)!r}, 'w').write(str(os.getpid()))\n"
        "  os.kill(os.getppid(), signal.SIGKILL)\n"
        "  while True: pass\n",
        seconds=3.0,
    )
    with pytest.raises(WorkerStopped):
        call(worker, "one_hot", [1])
    assert _ends(int(pids.read_text()))


def test_a_flood_of_output_is_kept_at_both_ends(open_worker: Open) -> None:
    worker = open_worker(
        "def one_hot(labels):\n"
        "  print('first')\n"
        "  for line in range(1_000_000): print(line)\n"
        "  print('last')\n"
        "  return 1\n"
    )
    assert call(worker, "one_hot", [1])["value"] == 1
    printed = worker.take_output()
    assert printed.startswith("first\n0\n1\n")
    assert printed.endswith("999999\nlast\n")
    assert "bytes left out" in printed
    assert len(printed) < 50_000


def test_the_environment_holds_no_secret(
    open_worker: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ZYGOTE.close()
    monkeypatch.setenv("GRADEBOOK_PASSWORD", "hunter2")
    worker = open_worker("import os\ndef one_hot(labels): return dict(os.environ)")
    assert "hunter2" not in call(worker, "one_hot", [1])["value"].values()


def test_the_process_that_is_forked_has_one_thread_and_ran_no_operation() -> None:
    """Any TensorFlow operation before the fork hangs every child (it starts threads)."""
    import subprocess
    import sys

    code = (
        "from autograder.worker import zygote; zygote.preload(); "
        "from tensorflow.python.eager import context; "
        "print(zygote.thread_count(), context.context()._initialized)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=zygote_environment(),
    )
    assert run.stdout.split() == ["1", "False"]


def test_a_killed_zygote_is_started_again(open_worker: Open) -> None:
    open_worker("def one_hot(labels): return 1")
    assert ZYGOTE._process is not None
    ZYGOTE._process.kill()
    ZYGOTE._process.wait()
    assert call(open_worker("def one_hot(labels): return 2"), "one_hot", [1])["value"] == 2
