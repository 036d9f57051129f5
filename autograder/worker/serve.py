"""The worker's life: set limits, then answer requests until the judge hangs up."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from autograder.records.wire import pack
from autograder.worker.frames import framed, read_frame
from autograder.worker.host import Host
from autograder.worker.limits import Limits, set_limits
from autograder.worker.traceback import raised_record


def serve_worker(request: dict[str, Any], channel: int, output: int) -> NoReturn:
    """Answer requests on the socket `channel`; what is printed goes to `output`."""
    status = 1
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(channel, 3)
        os.closerange(4, 65536)
        folder = Path(request["folder"])
        os.environ["HOME"] = str(folder)
        set_limits(Limits(**request["limits"]))
        module = request["module"]
        _answer(Host(Path(module) if module else None, folder), socket.socket(fileno=3))
        status = 0
    finally:
        os._exit(status)


def _answer(host: Host, judge: socket.socket) -> None:
    while (request := read_frame(judge)) is not None:
        try:
            reply = host.answer(request)
        except KeyboardInterrupt as error:  # raised by the student: no terminal reaches this far
            reply = pack({"raised": raised_record(error, host.folder)})
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                continue
        judge.sendall(framed(reply))
