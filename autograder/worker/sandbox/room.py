"""A root file system for one worker: what may be seen, read-only, and one small place to write.

Called once by the keeper, in namespaces of its own, before it forks the worker.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.worker.sandbox.libc import call, system_call
from autograder.worker.sandbox.visible import DEVICES, View, links

SUBMISSION = Path("/submission")
PRIVATE = Path("/private")  # a file system of its own; the interpreter may lie below /tmp

# linux/mount.h
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _AT_RECURSIVE, _AT_FDCWD = 1, 2, 0x8000, -100
_SYS_MOUNT_SETATTR, _SYS_PIVOT_ROOT = 442, {"x86_64": 155, "aarch64": 41}


def furnish(base: Path, view: View, submission: Path | None, bytes_to_write: int) -> None:
    """Make a root file system at `base` and make it this process's root.

    Args:
        base: an empty folder; what is mounted there is seen in this mount namespace only.
        view: what may be read.
        submission: the student's folder or module, or None; it is seen at `SUBMISSION`.
        bytes_to_write: how much fits into `PRIVATE`.
    """
    _mount(None, Path("/"), None, _MS_REC | _MS_PRIVATE)  # nothing of what follows is seen outside
    _mount("room", base, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=1m,mode=755")
    for path in _outermost_first(view):
        if path in view.hidden:
            if (base / path.relative_to("/")).is_dir():
                _mount("hidden", base / path.relative_to("/"), "tmpfs", _MS_NODEV, "size=1m")
        else:
            _show(path, base / path.relative_to("/"))
    for device in DEVICES:
        _bind(Path(device), base / device[1:])
    for name, target in links().items():
        (base / name[1:]).symlink_to(target)
    (base / "proc/self").mkdir(parents=True)  # no process's secrets, only what TensorFlow asks for
    (base / "proc/self/exe").symlink_to(sys.executable)
    (base / "proc/self/cmdline").write_bytes(sys.executable.encode() + b"\0")
    if submission is not None:
        inside = base / SUBMISSION.relative_to("/")
        _show(submission, inside if submission.is_dir() else inside / submission.name)
    private = base / PRIVATE.relative_to("/")
    private.mkdir()
    options = f"size={bytes_to_write},nr_inodes=20000,mode=1777"
    _mount("private", private, "tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, options)
    os.chdir(base)
    system_call(_SYS_PIVOT_ROOT[os.uname().machine], b".", b".")  # the old root lies on top …
    call("umount2", b".", _MNT_DETACH)  # … and is taken away
    os.chdir("/")
    _mount(None, Path("/"), None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV)
    call("sethostname", b"sandbox", 7)


def _outermost_first(view: View) -> list[Path]:
    inner = [hidden for shown in view.shown for hidden in view.inner(shown)]
    return sorted({*view.shown, *inner}, key=lambda path: len(path.parts))


def _show(path: Path, at: Path) -> None:
    """Bind what is at `path` to `at`, read-only, with all that is mounted below it."""
    _bind(path, at)
    attributes = (_MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID).to_bytes(8, "little") + bytes(24)
    system_call(_SYS_MOUNT_SETATTR, _AT_FDCWD, bytes(at), _AT_RECURSIVE, attributes, 32)


def _bind(path: Path, at: Path) -> None:
    if path.is_dir():
        at.mkdir(parents=True, exist_ok=True)
    else:
        at.parent.mkdir(parents=True, exist_ok=True)
        at.touch()
    _mount(str(path), at, None, _MS_BIND | _MS_REC)


def _mount(what: str | None, at: Path, kind: str | None, flags: int, options: str = "") -> None:
    call(
        "mount",
        what.encode() if what else None,
        bytes(at),
        kind.encode() if kind else None,
        flags,
        options.encode() if options else None,
    )
