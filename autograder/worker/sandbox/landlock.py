"""Landlock: a process gives up, for good, every file but the ones that it names (Linux 5.13).

Source: the kernel's ``Documentation/userspace-api/landlock.rst`` and ``linux/landlock.h``.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from autograder.worker.sandbox.libc import call, system_call
from autograder.worker.sandbox.visible import DEVICES, View

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every machine
_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_CHAR, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM = (
    1 << bit for bit in range(6, 13)
)
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_FIRST = (1 << 13) - 1  # what the first version knows
_READ = _READ_FILE | _READ_DIR
_WRITE = (
    _READ
    | _WRITE_FILE
    | _REMOVE_DIR
    | _REMOVE_FILE
    | _MAKE_DIR
    | _MAKE_REG
    | _MAKE_SYM
    | _REFER
    | _TRUNCATE
)
_FOR_A_FILE = _READ_FILE | _WRITE_FILE | _TRUNCATE
_TCP = 1 | 2  # bind, connect
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2


def version() -> int:
    """Return Landlock's version on this machine; 0 where there is none."""
    try:
        return system_call(_CREATE_RULESET, None, 0, _VERSION)
    except OSError:
        return 0


def give_up_files(view: View, readable: list[Path], writable: Path) -> None:
    """Keep, for this process and all that it starts, only these; no program can be executed.

    Args:
        view: what may be read, and what below it may not.
        readable: further paths that may be read.
        writable: the one folder that may be written in.
    """
    newest = version()
    handled = _FIRST
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEV)):
        handled |= right if newest >= since else 0
    network = _TCP if newest >= 4 else 0
    scoped = _ABSTRACT_SOCKETS | _SIGNALS if newest >= 6 else 0
    attributes = struct.pack("QQQ", handled, network, scoped)
    size = 24 if newest >= 6 else 16 if newest >= 4 else 8
    rules = system_call(_CREATE_RULESET, attributes, size, 0)
    for path in view.shown:
        _allow_reading(rules, path, view, handled)
    for path in readable:
        _allow(rules, path, _READ & handled)
    for device in DEVICES:
        _allow(rules, Path(device), (_READ_FILE | _WRITE_FILE) & handled)
    _allow(rules, writable, _WRITE & handled)
    call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)  # the kernel's condition for the next line
    system_call(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow_reading(rules: int, path: Path, view: View, handled: int) -> None:
    """Allow reading all below `path` but what is hidden: rules can only add, so go around it."""
    inner = view.inner(path)
    if not inner:
        _allow(rules, path, _READ & handled)
    elif path not in inner and path.is_dir():
        _allow(rules, path, _READ_DIR & handled)
        for child in path.iterdir():
            if not child.is_symlink():
                _allow_reading(rules, child, view, handled)


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not there, or not in this process's sight: nothing to allow
    try:
        kept = rights if path.is_dir() else rights & _FOR_A_FILE
        system_call(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", kept, at), 0)
    finally:
        os.close(at)
