"""The process that imports TensorFlow once and is forked for every worker.

It imports and does nothing else: a TensorFlow operation before a fork hangs every child. Run as
``python -m autograder.worker.zygote FD``; on the socket FD it takes one message for each worker,
an `Order`, with three file descriptors: the worker's channel, the keeper's control, the output.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import socket
import sys
from pathlib import Path

from autograder.worker.environment import collect_garbage_rarely
from autograder.worker.keeper import become_subreaper, children_of_this_process, keep
from autograder.worker.limits import address_space
from autograder.worker.order import Order, unpacked

PRELOADED = (
    "numpy",
    "tensorflow",
    "keras",
    "h5py",
    "matplotlib.figure",
    "matplotlib.pyplot",
    "sklearn.metrics",
    "sklearn.preprocessing",
    "autograder.mnist",  # a notebook loads the data with it
    "autograder.records.revive",
    "autograder.worker.host",
    "autograder.worker.recorder",
    "autograder.worker.serve",
)


def preload() -> None:
    """Import what workers need, and what Keras would import at first use."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if sys.platform == "linux":  # out of a sealed worker's sight
        for name in ("enter", "seal"):
            importlib.import_module(f"autograder.worker.sandbox.{name}")


def serve(requests: socket.socket) -> None:
    """Fork a keeper with its worker for every order, until nobody can order any more."""
    become_subreaper()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers are reaped by the system
    keepers: set[int] = set()
    requests.settimeout(1.0)
    while True:
        try:
            message, fds, _, _ = socket.recv_fds(requests, 65536, 3)
        except TimeoutError:
            keepers = _kill_orphans(keepers)
            continue
        if not message:
            break
        keepers = _kill_orphans(keepers)
        keepers.add(_fork_keeper(unpacked(message), requests, fds))
        for fd in fds:
            os.close(fd)
    _kill_orphans(set())


def _fork_keeper(order: Order, requests: socket.socket, fds: list[int]) -> int:
    if order.sealed:
        from autograder.worker.sandbox.enter import fork_into_room

        return fork_into_room(order, requests, fds)
    pid = os.fork()
    if pid == 0:
        requests.close()
        keep(order, *fds)
    return pid


def _kill_orphans(keepers: set[int]) -> set[int]:
    """Kill what is a child of this process and no keeper: its own keeper must have been killed.

    Returns:
        the keepers that are still there.
    """
    present = children_of_this_process()
    if present is None:
        return keepers
    for pid in present - keepers:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return keepers & present


def thread_count() -> int | None:
    """Return how many threads this process has; None where the system does not tell."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return None


def main() -> None:
    """Serve on the socket whose file descriptor is the first argument."""
    requests = socket.socket(fileno=int(sys.argv[1]))
    sys.path[:] = [entry for entry in sys.path if entry and Path(entry) != Path.cwd()] + [""]
    collect_garbage_rarely()
    preload()
    address_space()  # a sealed worker cannot ask any more
    serve(requests)
    os._exit(0)  # TensorFlow takes a second to end as Python would have it


if __name__ == "__main__":
    main()
