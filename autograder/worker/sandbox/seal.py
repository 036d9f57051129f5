"""What a worker gives up, for good, before it imports anything of a student's: step by step."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from autograder.worker.sandbox import landlock, seccomp
from autograder.worker.sandbox.libc import call
from autograder.worker.sandbox.namespaces import STUDENT
from autograder.worker.sandbox.visible import View
from autograder.worker.watch import MAX_THREADS

_PR_CAPBSET_DROP, _PR_SET_DUMPABLE = 24, 4  # linux/prctl.h
_LAST_CAPABILITY = 40
_CAPABILITY_VERSION_3 = 0x20080522  # linux/capability.h


def seal(view: View, readable: list[Path], writable: Path, *, in_room: bool) -> None:
    """Seal this process.

    Args:
        view: what may be read.
        readable: further paths that may be read.
        writable: the one folder that may be written in.
        in_room: whether the process is in namespaces of its own.

    Raises:
        OSError: a step failed; no student code may run in this process then.
    """
    library = seccomp.library()
    if library is None:
        raise OSError("libseccomp is not there")
    _become_an_ordinary_user(in_room)
    _drop_capabilities()
    if in_room:  # no process of the same user may look inside; outside a room, Landlock sees to it,
        call("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)  # and the keeper has to look at the open files
    landlock.give_up_files(view, readable, writable)
    seccomp.filter_system_calls(library, own_files=in_room)


def _become_an_ordinary_user(in_room: bool) -> None:
    """Be nobody in particular inside the room, and start no more threads than an exercise needs."""
    if not in_room:
        return  # there is only one user to be, and its threads are not counted apart
    resource.setrlimit(resource.RLIMIT_NPROC, (MAX_THREADS, MAX_THREADS))
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(STUDENT, STUDENT, STUDENT)
        _forget_capabilities_for_good()
        os.setresuid(STUDENT, STUDENT, STUDENT)


def _drop_capabilities() -> None:
    """Have no capability, and no way to be given one."""
    _forget_capabilities_for_good()
    header = _CAPABILITY_VERSION_3.to_bytes(4, "little") + bytes(4)
    call("capset", header, bytes(24))


def _forget_capabilities_for_good() -> None:
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)
        except OSError:  # an ordinary user may not, and has none to lose
            return
