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

from autograder.errors import CourseError
from autograder.records.wire import MAX_BYTES, WireError, pack, unpack
from autograder.text import _
from autograder.worker.environment import QUIET, SINGLE_THREADED
from autograder.worker.frames import HEADER, framed
from autograder.worker.interface import Used, WorkerStopped
from autograder.worker.limits import Limits
from autograder.worker.order import Order, packed

KEPT_OUTPUT = 20_000
_START_WITHIN = 120.0  # seconds, the first time with TensorFlow's import
_ALL_GONE_WITHIN = 60.0  # seconds; all files are removed by then, too
_ENDS_WITHIN = 1.0  # seconds; a worker that hangs up and does not end is ended
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "VIRTUAL_ENV")
_PASSED_ON_PREFIXES = ("OMP_", "OPENBLAS_", "MKL_", "TF_", "KERAS_", "XDG_", "MPL")


class NoProcess(CourseError):
    """There is no process to run a student's code in: no fault of the student's."""

    def __init__(self) -> None:
        super().__init__(_("no process for the student's code could be started"))


class Zygote:
    """The judge's end of the process that workers are forked from; started at first use.

    Attributes:
        rooms: whether sealed workers get namespaces of their own; until that fails, they do.
    """

    def __init__(self) -> None:
        self.rooms = True
        self._lent = False
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    def warm_up(self) -> None:
        """Start the process, if it is not there, without waiting for its imports."""
        if self._lent or (self._process is not None and self._process.poll() is None):
            return
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
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

    def adopt(self, requests: socket.socket) -> None:
        """Use the process that another judge has started and whose socket it shares."""
        self._requests, self._lent = requests, True

    @property
    def requests(self) -> socket.socket:
        """The socket that orders are sent to; every judge may have a copy of it."""
        self.warm_up()
        assert self._requests is not None
        return self._requests

    def fork(self, order: Order, fds: list[int]) -> None:
        """Fork a keeper and a worker that get `order` and `fds`.

        Raises:
            NoProcess: the zygote is gone, and a new one too or not for this process to start.
        """
        for _attempt in range(2):
            with contextlib.suppress(OSError):
                socket.send_fds(self.requests, [packed(order)], fds)
                return
            if self._lent:
                break
            self.close()
        raise NoProcess

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
    """Answers requests from a child process.

    Args:
        root: the folder of the student's modules, or None.
        folder: an empty folder of the worker's own.
        limits: what it may take.
        sealed: whether the child is sealed off before it imports anything of the student's.

    Raises:
        CourseError: the child cannot be sealed off.
        NoProcess: no child could be started.
    """

    def __init__(
        self, root: Path | None, folder: Path, limits: Limits, *, sealed: bool = False
    ) -> None:
        self.limits = limits
        self.used = Used()
        self._printed = _Output()
        order = Order(str(root) if root else None, str(folder), limits, sealed)
        rooms = (True, True, False, False) if sealed and ZYGOTE.rooms else (False, False)
        for in_room in rooms:  # each twice: the zygote may have been killed, and is started again
            if self._start(dataclasses.replace(order, in_room=in_room)):
                ZYGOTE.rooms = in_room or (ZYGOTE.rooms and not sealed)
                return
        raise NoProcess

    def _start(self, order: Order) -> bool:
        """Start the child; return whether it is ready."""
        self._channel, channel = socket.socketpair()
        self._control, control = socket.socketpair()
        self._output, output = os.pipe()
        try:
            ZYGOTE.fork(order, [channel.fileno(), control.fileno(), output])
        finally:
            channel.close()
            control.close()
            os.close(output)
        self._channel.setblocking(False)
        os.set_blocking(self._output, False)
        self._deadline = time.monotonic() + _START_WITHIN
        try:
            answer = unpack(self._exchange(b""))
        except WorkerStopped:
            return False
        if "unsealed" in answer:
            self.close()
            raise CourseError(
                _("the sandbox could not be set up ({why}); nothing was run").format(
                    why=answer["unsealed"]
                )
            )
        self.start_clock()
        return True

    @property
    def gone(self) -> bool:
        """Whether it was ended and can answer no more."""
        return self._channel.fileno() < 0

    def start_clock(self) -> None:
        """Count the time limits from now."""
        self._deadline = time.monotonic() + self.limits.seconds
        with contextlib.suppress(OSError):
            self._control.send(b"c")

    def take_output(self) -> str:
        """Return what was printed since the last call: its first and its last part."""
        self._drain()
        return self._printed.take()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to `request`.

        Raises:
            WorkerStopped: the time is up, the worker died, or its answer is not one.
        """
        if self.gone:
            raise WorkerStopped("died", _("the process that ran your code has ended"))
        try:
            self._expect_silence()
            answer = unpack(self._exchange(framed(pack(request))))
        except WireError:
            self.close()
            raise WorkerStopped("garbled", _("what came back makes no sense")) from None
        if not isinstance(answer, dict) or not all(isinstance(key, str) for key in answer):
            self.close()
            raise WorkerStopped("garbled", _("what came back makes no sense"))
        return answer

    def _expect_silence(self) -> None:
        """Raise `WireError` if there is an answer before anything was asked."""
        with contextlib.suppress(BlockingIOError, ConnectionError):
            if self._channel.recv(1, socket.MSG_PEEK):
                raise WireError("an answer to nothing")

    def _exchange(self, outgoing: bytes) -> bytes:
        """Send one frame and return the next that arrives, reading output meanwhile."""
        pending, incoming = memoryview(outgoing), bytearray()
        writing = selectors.EVENT_WRITE if outgoing else 0
        hung_up = False
        with selectors.DefaultSelector() as selector:
            selector.register(self._channel, selectors.EVENT_READ | writing)
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._output, selectors.EVENT_READ)
            while True:
                left = self._deadline - time.monotonic()
                if left <= 0 and hung_up:
                    raise self._died()
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
                    with contextlib.suppress(BlockingIOError, ConnectionError):
                        pending = pending[self._channel.send(pending) :]
                    if not pending:
                        selector.modify(self._channel, selectors.EVENT_READ)
                speaks = mask & selectors.EVENT_READ or self._control in ready
                if speaks and self._receive(incoming):
                    return _only_frame(incoming)
                if self._control in ready:
                    raise self._died()
                if mask and self._hung_up():
                    selector.unregister(self._channel)
                    self._deadline = min(self._deadline, time.monotonic() + _ENDS_WITHIN)
                    hung_up = True

    def _receive(self, incoming: bytearray) -> bool:
        """Add what has arrived to `incoming`; return whether there is a whole frame in it.

        Raises:
            WireError: the frame is larger than any may be.
        """
        with contextlib.suppress(BlockingIOError, ConnectionError):
            while part := self._channel.recv(2**20):
                incoming += part
                if len(incoming) >= HEADER.size:
                    size = HEADER.unpack_from(incoming)[0]
                    if size > MAX_BYTES:
                        raise WireError("too large")
                    if len(incoming) >= HEADER.size + size:
                        return True
        return False

    def _hung_up(self) -> bool:
        """Return whether the worker can send nothing any more."""
        try:
            return not self._channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True

    def _died(self) -> WorkerStopped:
        self.close()
        if self._ended.get("over") == "cpu":
            return WorkerStopped(
                "time",
                _("it used more than {n:g} seconds of processor time and was stopped").format(
                    n=self.limits.cpu_seconds
                ),
            )
        if self._ended.get("over") == "disk":
            return WorkerStopped("died", _("it wrote too many or too large files and was stopped"))
        if self._ended.get("over") == "threads":
            return WorkerStopped("died", _("it started far too many threads and was stopped"))
        if number := self._ended.get("signal"):
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
        self._ended = self._last_word()
        self.used = Used(self._ended.get("cpu", 0.0), int(self._ended.get("memory", 0)))
        self._control.close()
        os.close(self._output)
        self._output = -1

    def _last_word(self) -> dict[str, Any]:
        """Tell the keeper to end everything; return what it says of it when that is done."""
        said = bytearray()
        with contextlib.suppress(OSError):
            self._control.setblocking(True)
            self._control.settimeout(_ALL_GONE_WITHIN)
            self._control.shutdown(socket.SHUT_WR)
            while part := self._control.recv(4096):
                said += part
        try:
            return json.loads(said)
        except ValueError:
            return {}


def _only_frame(incoming: bytearray) -> bytes:
    """Return the message of the frame in `incoming`; raise `WireError` if anything follows it."""
    size = HEADER.unpack_from(incoming)[0]
    if len(incoming) > HEADER.size + size:
        raise WireError("more than one answer")
    with memoryview(incoming) as view:
        return bytes(view[HEADER.size :])


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
