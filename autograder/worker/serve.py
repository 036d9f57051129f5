"""The worker's life: limits, the seal, then answer requests until the judge hangs up."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from autograder.records.wire import pack
from autograder.worker.frames import framed, read_frame
from autograder.worker.host import Host
from autograder.worker.limits import set_limits
from autograder.worker.order import Order
from autograder.worker.traceback import raised_record


def serve_worker(order: Order, channel: int, output: int) -> NoReturn:
    """Answer requests on the socket `channel`; what is printed goes to `output`.

    The first message to the judge, before anything of the student's is there, says that all is
    ready, or why not.
    """
    status = 1
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(channel, 3)
        os.closerange(4, 65536)
        judge = socket.socket(fileno=3)
        try:
            set_limits(order.limits)
            if order.sealed:
                _seal(order)
            folder = _move_in(order)
        except Exception as error:
            judge.sendall(framed(pack({"unsealed": f"{type(error).__name__}: {error}"[:300]})))
            os._exit(status)
        judge.sendall(framed(pack({"ready": True})))
        _answer(Host(Path(order.root) if order.root else None, folder), judge)
        status = 0
    finally:
        os._exit(status)


def _move_in(order: Order) -> Path:
    """Make the worker's folders, all temporary files among them, and return the one to work in."""
    folder, temporary = Path(order.folder, "work"), Path(order.folder, "tmp")
    folder.mkdir(exist_ok=True)
    temporary.mkdir(exist_ok=True)
    os.environ["HOME"] = os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    os.chdir(folder)
    return folder


def _seal(order: Order) -> None:
    from autograder.worker.sandbox.seal import seal
    from autograder.worker.sandbox.visible import view

    readable = [Path("/proc/self/cmdline")]  # TensorFlow ends the process if it cannot be read
    readable += [Path(order.root)] if order.root else []
    seal(view(), readable, Path(order.folder), in_room=order.in_room)


def _answer(host: Host, judge: socket.socket) -> None:
    while (request := read_frame(judge)) is not None:
        try:
            reply = host.answer(request)
        except KeyboardInterrupt as error:  # raised by the student: no terminal reaches this far
            reply = pack({"raised": raised_record(error, host.folder, host.folder)})
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                continue
        judge.sendall(framed(reply))
