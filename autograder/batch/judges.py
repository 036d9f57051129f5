"""The judges of a batch as the process that gives them their jobs sees them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgpack

from autograder.batch.judge import Job, packed_job
from autograder.worker.environment import QUIET, SINGLE_THREADED
from autograder.worker.frames import HEADER, framed
from autograder.worker.process import Zygote

JOBS_OF_ONE_JUDGE = 25  # Keras and TensorFlow keep a little of every model; a new judge has none


@dataclass(eq=False)
class Judge:
    """One judge, its job, and what has come from it that is no whole message yet."""

    channel: socket.socket
    pid: int = 0
    jobs_left: int = JOBS_OF_ONE_JUDGE
    silent_since: float = field(default_factory=time.monotonic)
    incoming: bytearray = field(default_factory=bytearray)

    def give(self, job: Job) -> None:
        """Send it a job; raises `OSError` where it is gone."""
        self.jobs_left -= 1
        self.silent_since = time.monotonic()
        self.channel.setblocking(True)
        self.channel.sendall(framed(packed_job(job)))
        self.channel.setblocking(False)

    def receive(self) -> list[list[Any]]:
        """Return the messages that have come.

        Raises:
            EOFError: it is gone.
        """
        try:
            while part := self.channel.recv(2**20):
                self.incoming += part
        except BlockingIOError:
            part = b"more may come"
        except OSError:
            part = b""
        messages = list(self._messages())
        if messages:
            self.silent_since = time.monotonic()
        elif not part:
            raise EOFError
        return messages

    def _messages(self) -> Iterator[list[Any]]:
        while len(self.incoming) >= HEADER.size:
            end = HEADER.size + HEADER.unpack_from(self.incoming)[0]
            if len(self.incoming) < end:
                return
            message = msgpack.unpackb(bytes(self.incoming[HEADER.size : end]))
            del self.incoming[:end]
            yield message

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.channel.close()
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Nursery:
    """The process that judges are forked from, and the one that workers are; a context manager.

    Both are started at first use.
    """

    def __init__(self) -> None:
        self._zygote = Zygote()
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 — it lives as long as this does

    def last_words(self) -> str:
        """Return the last line that it, or a judge, has complained with."""
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def new_judge(self) -> Judge:
        """Return a new judge; its first message, ``ready`` with its pid, is on its way."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._open(), [b"+"], [theirs.fileno()])
            except OSError:  # it was killed: once more
                self.close()
                socket.send_fds(self._open(), [b"+"], [theirs.fileno()])
        ours.setblocking(False)
        return Judge(ours)

    def _open(self) -> socket.socket:
        if self._requests is not None:
            return self._requests
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        zygote = self._zygote.requests
        with theirs:
            fds = [theirs.fileno(), zygote.fileno()]
            packages = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
            search = {"PYTHONPATH": os.pathsep.join(filter(None, packages))}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograder.batch.nursery", *map(str, fds)],
                pass_fds=fds,
                env=os.environ | QUIET | SINGLE_THREADED | search,
                stdin=subprocess.DEVNULL,
                stdout=self._complaints,
                stderr=self._complaints,
            )
        self._requests = ours
        return ours

    def close(self) -> None:
        """End both, and all judges; whoever asks for a judge then starts them anew."""
        if self._requests is not None:
            self._requests.close()
        if self._process is not None:
            self._process.wait()
        self._process = self._requests = None
        self._zygote.close()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
