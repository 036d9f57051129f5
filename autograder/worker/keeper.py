"""The process between zygote and worker: it stays outside the student's code and ends it all.

A keeper has one worker. It adopts whatever the worker starts and leaves behind, and kills all of
it when the worker ends, when the judge asks, or when the judge is gone.
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
from pathlib import Path
from typing import Any, NoReturn

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def keep(request: dict[str, Any], channel: int, control: int, output: int) -> NoReturn:
    """Start a worker, wait for its end or for the judge's word, end everything, tell how it ended.

    Args:
        request: ``module`` (path or None), ``folder`` and the worker's ``limits``.
        channel: the worker's socket to the judge.
        control: this process's socket to the judge; when it closes, everything must end.
        output: where the worker's standard output and error go.
    """
    try:
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

            serve_worker(request, channel, output)
        os.close(channel)
        os.close(output)
        ended = _wait(worker, control, woken)
        _end_everything(worker)
        with contextlib.suppress(OSError), socket.socket(fileno=control) as judge:
            judge.sendall(json.dumps(ended).encode())
    finally:
        os._exit(0)


def _wait(worker: int, control: int, woken: int) -> dict[str, int]:
    """Wait until the worker has ended or the judge speaks or is gone; return how it ended."""
    while True:
        ready, _, _ = select.select([control, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            pid, status, usage = os.wait4(worker, os.WNOHANG)
            if pid == worker:
                return {
                    "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                    "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
                    "memory": usage.ru_maxrss,
                }
        if control in ready:
            return {"signal": int(signal.SIGKILL), "exit": 0, "memory": 0}


def _end_everything(worker: int) -> None:
    """Kill the worker, its process group, and all that this process has adopted."""
    while True:
        for kill, target in ((os.killpg, worker), (os.kill, worker)):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(target, signal.SIGKILL)
        for pid in children_of_this_process() or ():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


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
