"""A process's own user, mount, pid, network, IPC and host-name namespaces (Linux)."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from autograder.worker.sandbox.libc import call

# linux/sched.h
CLONE_NEWNS = 0x00020000  # mounts
CLONE_NEWUTS = 0x04000000  # host name
CLONE_NEWIPC = 0x08000000  # message queues, shared memory
CLONE_NEWUSER = 0x10000000  # users, and what they may do
CLONE_NEWPID = 0x20000000  # processes; for children only
CLONE_NEWNET = 0x40000000  # network
ALL = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS

STUDENT = 1000  # the user and group inside
_NOBODY = 65534  # who that is outside, where the grader is root
_FORBIDDEN = (errno.EPERM, errno.ENOSPC, errno.EINVAL, errno.ENOSYS, errno.EUSERS)


def leave_all() -> bool:
    """Move this process into new namespaces; its next child is the first process of its own.

    Returns:
        False where this machine forbids it; then nothing has changed.
    """
    try:
        call("unshare", ALL)
    except OSError as error:
        if error.errno in _FORBIDDEN:
            return False
        raise
    return True


def map_users(pid: int) -> None:
    """Say, from outside, who the users inside a process's new user namespace are.

    Root's worker is nobody outside; an ordinary user's is that user, who is no root inside.

    Args:
        pid: the process that called `leave_all`.
    """
    process = Path("/proc", str(pid))
    if os.geteuid() == 0:
        text = f"0 0 1\n{STUDENT} {_NOBODY} 1\n"
        maps = {"uid_map": text, "gid_map": text}
    else:
        (process / "setgroups").write_text("deny")  # the kernel's condition for the next line
        maps = {
            "uid_map": f"{STUDENT} {os.geteuid()} 1\n",
            "gid_map": f"{STUDENT} {os.getegid()} 1\n",
        }
    for name, text in maps.items():
        (process / name).write_text(text)
