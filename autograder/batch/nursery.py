"""The process that imports what judges need, once, and is forked for each of them.

Like the zygote, from which workers come, it runs no TensorFlow operation: that would hang every
child. Run as ``python -m autograder.batch.nursery FD ZYGOTE``: on the socket FD it takes one
message for each judge, with one file descriptor, the judge's channel; ZYGOTE is the socket on
which judges order workers.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

from autograder.batch.judge import judge_all
from autograder.evidence import share_in
from autograder.exercises import NAMES
from autograder.worker.environment import be_quiet, collect_garbage_rarely
from autograder.worker.process import ZYGOTE

PRELOADED = (
    "tensorflow",
    "keras",
    "h5py",
    "autograder.grade",
    "autograder.records.revive",
    *(f"autograder.{part}.{name}" for part in ("checks", "misconceptions") for name in NAMES),
)


def preload() -> None:
    """Import what judges need."""
    be_quiet()
    for name in PRELOADED:
        importlib.import_module(name)


def serve(requests: socket.socket) -> None:
    """Fork a judge for every request, until nobody can ask any more; then end them all."""
    judges: list[int] = []
    while True:
        message, fds, _, _ = socket.recv_fds(requests, 1, 1)
        judges = [pid for pid in judges if os.waitpid(pid, os.WNOHANG) == (0, 0)]
        if not message:
            break
        pid = os.fork()
        if pid == 0:
            requests.close()
            judge_all(fds[0])
        judges.append(pid)
        os.close(fds[0])
    for pid in judges:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def main() -> None:
    """Serve on the sockets whose file descriptors are the arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives the jobs
    requests, zygote = (socket.socket(fileno=int(argument)) for argument in sys.argv[1:3])
    ZYGOTE.adopt(zygote)
    collect_garbage_rarely()
    preload()
    with tempfile.TemporaryDirectory(prefix="autograder-judges-") as place:
        share_in(Path(tempfile.mkdtemp(prefix="evidence-", dir=place)))
        tempfile.tempdir = place  # nothing is left there, even if a judge or its manager is killed
        serve(requests)
    os._exit(0)  # TensorFlow takes a second to end as Python would have it


if __name__ == "__main__":
    main()
