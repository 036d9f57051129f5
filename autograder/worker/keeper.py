"""The process between zygote and worker: it stays outside the student's code and ends it all.

A keeper has one worker. It adopts whatever the worker starts and leaves behind, counts the
processor time and the files, and kills all of it when the worker ends or takes too much, when the
judge asks, or when the judge is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from autograder.worker.order import Order
from autograder.worker.watch import MAX_THREADS, empty, takes_too_much, thread_count

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_CPUCLOCK_SCHED = 2  # the kernel's number for a process's clock that counts all its threads
_LOOK_EVERY = 0.1  # seconds


@dataclass
class _Ended:
    """How a worker ended: by a signal or an exit code, or because it took ``over`` much of this."""

    signal: int = 0
    exit: int = 0
    over: str = ""


def keep(order: Order, channel: int, control: int, output: int) -> NoReturn:
    """Start a worker, wait for its end or for the judge's word, end everything, tell how it ended.

    Args:
        order: what the judge wants.
        channel: the worker's socket to the judge.
        control: this process's socket to the judge. Whatever comes from it starts the counting of
            processor time anew; when it closes, everything must end.
        output: where the worker's standard output and error go.
    """
    try:
        with contextlib.suppress(PermissionError):  # the first of its own namespace is a leader
            os.setsid()
        become_subreaper()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        worker = os.fork()
        if worker == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for fd in (woken, wake, control):
                os.close(fd)
            from autograder.worker.serve import serve_worker

            serve_worker(order, channel, output)
        os.close(channel)
        os.close(output)
        ended = _wait(order, worker, control, woken)
        used = _end_everything(worker)
        if order.watched is not None:
            empty(order.watched)
        with contextlib.suppress(OSError), socket.socket(fileno=control) as judge:
            judge.sendall(json.dumps(vars(ended) | used).encode())
    finally:
        os._exit(0)


def _wait(order: Order, worker: int, control: int, woken: int) -> _Ended:
    """Wait until the worker has ended or taken too much, or the judge speaks its last."""
    watched = order.watched
    spent = _cpu_seconds(worker) or 0.0
    while True:
        left = order.limits.cpu_seconds - ((_cpu_seconds(worker) or 0.0) - spent)
        if left <= 0:
            return _Ended(over="cpu")
        soonest = left / (os.cpu_count() or 1)  # if all processors work for it
        if watched is not None:
            if takes_too_much(watched, worker, order.limits.disk):
                return _Ended(over="disk")
            if thread_count(worker) > MAX_THREADS:
                return _Ended(over="threads")
            soonest = min(soonest, _LOOK_EVERY)
        ready, _, _ = select.select([control, woken], [], [], max(soonest, 0.02))
        if woken in ready:
            os.read(woken, 4096)
            found = os.waitid(os.P_PID, worker, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found is not None:
                if found.si_code == os.CLD_EXITED:
                    return _Ended(exit=found.si_status)
                return _Ended(signal=found.si_status)
        if control in ready:
            if not os.read(control, 4096):
                return _Ended()
            spent = _cpu_seconds(worker) or 0.0


def _cpu_seconds(worker: int) -> float | None:
    """Return the processor time of a process so far; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~worker << 3) | _CPUCLOCK_SCHED)
    except OSError:
        return None


def _end_everything(worker: int) -> dict[str, float]:
    """Kill the worker, its process group, and all that this process has adopted.

    Returns:
        ``cpu`` (seconds) and ``memory`` (bytes, of the largest) of all of them.
    """
    cpu, memory = 0.0, 0
    while True:
        for kill, target in ((os.killpg, worker), (os.kill, worker)):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(target, signal.SIGKILL)
        for pid in children_of_this_process() or ():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        try:
            _pid, _status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return {"cpu": cpu, "memory": memory}
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss * 1024)


def become_subreaper() -> None:
    """Let orphans among this process's descendants become its children (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of_this_process() -> set[int] | None:
    """Return the pids of this process's children; None where the system does not tell."""
    try:
        return {int(pid) for pid in Path("/proc/thread-self/children").read_text().split()}
    except (OSError, ValueError):
        return None
