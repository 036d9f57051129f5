"""Fork a keeper, with its worker, into namespaces and a root file system of their own."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
from pathlib import Path

from autograder.worker.keeper import keep
from autograder.worker.limits import be_the_first_to_go
from autograder.worker.order import Order
from autograder.worker.sandbox.namespaces import leave_all, map_users
from autograder.worker.sandbox.room import PRIVATE, SUBMISSION, furnish
from autograder.worker.sandbox.visible import view


def fork_into_room(order: Order, requests: socket.socket, fds: list[int]) -> int:
    """Fork a keeper for a sealed worker; where namespaces are forbidden, into this file system.

    Args:
        order: what the judge wants.
        requests: the zygote's own socket, which no other process may have.
        fds: those of the keeper: see `keep`.

    Returns:
        the keeper's pid.
    """
    outside, inside = socket.socketpair()
    first = os.fork()
    if first == 0:
        outside.close()
        requests.close()
        _enter(order, inside, fds)
    inside.close()
    with outside:
        with contextlib.suppress(OSError):
            if outside.recv(1) == b"u":  # it has left for namespaces of its own
                outside.sendall(_mapped(first))
        said = b""
        with contextlib.suppress(OSError):
            said = outside.recv(64)
    if not said.isdigit():
        return first
    with contextlib.suppress(ChildProcessError):
        os.waitpid(first, 0)  # the keeper is this process's own child only when it is gone
    return int(said)


def _mapped(pid: int) -> bytes:
    """Return whether the users of the process's new namespace could be named: yes or no."""
    try:
        map_users(pid)
    except OSError:
        return b"n"
    return b"y"


def _enter(order: Order, zygote: socket.socket, fds: list[int]) -> None:
    """Leave for new namespaces, fork the keeper there, tell its pid, and end."""
    try:
        be_the_first_to_go()  # in the room there is no way to say so
        if order.in_room and leave_all():
            zygote.sendall(b"u")
            if zygote.recv(1) != b"y":
                os._exit(1)
            keeper = os.fork()
            if keeper != 0:
                zygote.sendall(str(keeper).encode())
                os._exit(0)
            zygote.close()
            submission = Path(order.root) if order.root else None
            furnish(Path(order.folder), view(), submission, order.limits.disk)
            root = str(SUBMISSION) if order.root else None
            order = dataclasses.replace(order, root=root, folder=str(PRIVATE))
        zygote.close()
        keep(order, *fds)
    finally:
        os._exit(1)
