"""A worker in a process of its own, forked from the zygote and killed from outside at its limit."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from autograder.records.wire import MAX_BYTES, WireError, pack, unpack
from autograder.text import _
from autograder.worker.environment import QUIET, SINGLE_THREADED
from autograder.worker.frames import HEADER, framed
from autograder.worker.interface import WorkerStopped
from autograder.worker.limits import Limits

KEPT_OUTPUT = 20_000
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "VIRTUAL_ENV")
_PASSED_ON_PREFIXES = ("OMP_", "OPENBLAS_", "MKL_", "TF_", "KERAS_", "XDG_", "MPL")


class Zygote:
    """The judge's end of the process that workers are forked from; started at first use."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    def warm_up(self) -> None:
        """Start the process, if it is not there, without waiting for its imports."""
        if self._process is not None and self._process.poll() is None:
            return
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.worker.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=zygote_environment(),
                cwd=Path(__file__).parents[2],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._requests = ours

    def fork(self, request: dict[str, Any], fds: list[int]) -> None:
        """Fork a keeper and a worker that get `request` and `fds`."""
        for _attempt in range(2):
            self.warm_up()
            assert self._requests is not None
            try:
                socket.send_fds(self._requests, [json.dumps(request).encode()], fds)
                if self._requests.recv(1):
                    return
            except OSError:
                pass
            self.close()
        raise WorkerStopped("died", _("no process for the student's code could be started"))

    def close(self) -> None:
        """End the process."""
        if self._requests is not None:
            self._requests.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
        self._process = self._requests = None


ZYGOTE = Zygote()


def zygote_environment() -> dict[str, str]:
    """Return the environment of the zygote and all workers: no variable that nobody listed."""
    passed_on = {
        name: value
        for name, value in os.environ.items()
        if name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES)
    }
    return passed_on | QUIET | SINGLE_THREADED


class ProcessWorker:
    """Answers requests from a child process; see `student.Worker`."""

    def __init__(self, module_path: Path | None, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._printed = _Output()
        self._channel, channel = socket.socketpair()
        self._control, control = socket.socketpair()
        self._output, output = os.pipe()
        request = {
            "module": str(module_path) if module_path else None,
            "folder": str(folder),
            "limits": dataclasses.asdict(limits),
        }
        try:
            ZYGOTE.fork(request, [channel.fileno(), control.fileno(), output])
        finally:
            channel.close()
            control.close()
            os.close(output)
        self._channel.setblocking(False)
        os.set_blocking(self._output, False)
        self.start_clock()

    def start_clock(self) -> None:
        """Count the time limit from now."""
        self._deadline = time.monotonic() + self.limits.seconds

    def take_output(self) -> str:
        """Return what was printed since the last call: its first and its last part."""
        self._drain()
        return self._printed.take()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to `request`.

        Raises:
            WorkerStopped: the time is up, the worker died, or its answer is not one.
        """
        if self._channel.fileno() < 0:
            raise WorkerStopped("died", _("the process that ran your code has ended"))
        try:
            data = self._exchange(framed(pack(request)))
            answer = unpack(data)
        except WireError:
            self.close()
            raise WorkerStopped("garbled", _("what came back makes no sense")) from None
        if not isinstance(answer, dict) or not all(isinstance(key, str) for key in answer):
            self.close()
            raise WorkerStopped("garbled", _("what came back makes no sense"))
        return answer

    def _exchange(self, outgoing: bytes) -> bytes:
        """Send one frame and return the next that arrives, reading output meanwhile."""
        pending, incoming = memoryview(outgoing), bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self._channel, selectors.EVENT_READ | selectors.EVENT_WRITE)
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._output, selectors.EVENT_READ)
            while True:
                left = self._deadline - time.monotonic()
                if left <= 0:
                    self.close()
                    raise WorkerStopped(
                        "time",
                        _("it took longer than {n:g} seconds and was stopped").format(
                            n=self.limits.seconds
                        ),
                    )
                events = selector.select(left)
                ready = {key.fileobj: mask for key, mask in events}
                if self._output in ready and not self._drain():
                    selector.unregister(self._output)
                mask = ready.get(self._channel, 0)
                if mask & selectors.EVENT_WRITE:
                    with contextlib.suppress(BlockingIOError, BrokenPipeError, ConnectionError):
                        pending = pending[self._channel.send(pending) :]
                    if not pending:
                        selector.modify(self._channel, selectors.EVENT_READ)
                if mask & selectors.EVENT_READ and (frame := self._receive(incoming)) is not None:
                    return frame
                if self._control in ready:
                    if (frame := self._receive(incoming)) is not None:
                        return frame
                    raise self._died()

    def _receive(self, incoming: bytearray) -> bytes | None:
        """Add what has arrived to `incoming`; return the frame if it is complete."""
        with contextlib.suppress(BlockingIOError, ConnectionError):
            while part := self._channel.recv(2**20):
                incoming += part
                if len(incoming) >= HEADER.size:
                    size = HEADER.unpack_from(incoming)[0]
                    if size > MAX_BYTES:
                        raise WireError("too large")
                    if len(incoming) >= HEADER.size + size:
                        return bytes(incoming[HEADER.size : HEADER.size + size])
        return None

    def _died(self) -> WorkerStopped:
        try:
            self._control.setblocking(False)
            ended = json.loads(self._control.recv(4096))
        except (OSError, ValueError):
            ended = {}
        self.close()
        if number := ended.get("signal"):
            try:
                name = signal.Signals(number).name
            except ValueError:
                name = str(number)
            return WorkerStopped(
                "died", _("your code ended the whole process (signal {name})").format(name=name)
            )
        return WorkerStopped("died", _("your code ended the whole process"))

    def _drain(self) -> bool:
        """Read what was printed; return False when nothing more can come."""
        try:
            for _turn in range(64):
                part = os.read(self._output, 65536)
                if not part:
                    return False
                self._printed.add(part)
        except BlockingIOError:
            pass
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the worker and everything that it started; return when it is gone."""
        if self._channel.fileno() < 0:
            return
        self._drain()
        self._channel.close()
        with contextlib.suppress(OSError):
            self._control.setblocking(True)
            self._control.settimeout(10)
            self._control.shutdown(socket.SHUT_WR)
            while self._control.recv(4096):
                pass
        self._control.close()
        os.close(self._output)
        self._output = -1


class _Output:
    """What was printed: the first part and the last, in at most 2 × `KEPT_OUTPUT` bytes."""

    def __init__(self) -> None:
        self.first = bytearray()
        self.last = bytearray()
        self.left_out = 0

    def add(self, part: bytes) -> None:
        room = KEPT_OUTPUT - len(self.first)
        self.first += part[:room]
        self.last += part[room:] if room > 0 else part
        if (over := len(self.last) - KEPT_OUTPUT) > 0:
            del self.last[:over]
            self.left_out += over

    def take(self) -> str:
        middle = b""
        if self.left_out:
            text = _("… {n} bytes left out …").format(n=self.left_out)
            middle = f"\n{text}\n".encode()
        printed = bytes(self.first) + middle + bytes(self.last)
        self.__init__()  # type: ignore[misc]
        return printed.decode("utf-8", "replace")
