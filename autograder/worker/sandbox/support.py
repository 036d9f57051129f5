"""Whether this machine can seal student code off, and what is missing if not."""

from __future__ import annotations

import functools
import os
import sys

from autograder.text import _
from autograder.worker.sandbox import landlock, seccomp
from autograder.worker.sandbox.visible import view


@functools.cache
def missing() -> str:
    """Return in one sentence what the sandbox lacks on this machine and how to get it, or ""."""
    if sys.platform != "linux":
        return _(
            "the sandbox needs Linux: grade in a Linux virtual machine or container, or ask for "
            "`--isolation process`, which only limits time and memory"
        )
    if seccomp.library() is None:
        return _(
            "the sandbox needs libseccomp: install it (Debian and Ubuntu: `apt install "
            "libseccomp2`), or ask for `--isolation process`, which only limits time and memory"
        )
    if landlock.version() == 0:
        return _(
            "the sandbox needs Landlock: use a Linux kernel from 5.13 on with `landlock` among its "
            "`lsm=` modules, or ask for `--isolation process`, which only limits time and memory"
        )
    if os.geteuid() == 0:
        for path in view().shown:
            needed = 0o005 if path.is_dir() else 0o004
            if path.stat().st_mode & needed != needed:
                return _(
                    "the sandbox needs {path} to be readable for every user: `chmod o+rx {path}`, "
                    "or grade as an ordinary user"
                ).format(path=path)
    return ""
