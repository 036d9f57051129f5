"""A filter of system calls: what no exercise needs is refused, and so is all that is not known.

Built with libseccomp (Debian: libseccomp2), which knows every machine's numbers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket

ALLOWED = {
    "memory": "brk mmap mprotect munmap mremap madvise mincore msync mlock munlock membarrier",
    "threads": """futex set_robust_list get_robust_list rseq set_tid_address sched_yield
        sched_getaffinity sched_getparam sched_getscheduler
        sched_get_priority_max sched_get_priority_min getcpu exit exit_group""",
    "signals to itself": """rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend
        rt_sigtimedwait sigaltstack pause restart_syscall""",
    "time": """clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times
        getitimer setitimer alarm timer_create timer_settime timer_gettime timer_delete
        timerfd_create timerfd_settime timerfd_gettime""",
    "who and where it is": """getpid gettid getppid getpgid getpgrp getsid getuid geteuid getgid
        getegid getresuid getresgid getgroups getrusage getrlimit sysinfo uname umask
        getcwd chdir fchdir getrandom getpriority capget""",
    "reading and writing": """read write pread64 pwrite64 readv writev preadv pwritev lseek close
        close_range dup dup2 dup3 pipe pipe2 fsync fdatasync sync_file_range ftruncate truncate
        fallocate fadvise64 readahead copy_file_range sendfile flock shutdown
        getsockopt getsockname getpeername""",
    "waiting": """poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait
        epoll_pwait eventfd eventfd2""",
    "files": """open openat creat stat fstat lstat newfstatat statx access faccessat faccessat2
        readlink readlinkat getdents getdents64 statfs fstatfs mkdir mkdirat rmdir unlink unlinkat
        rename renameat renameat2 link linkat symlink symlinkat getxattr lgetxattr fgetxattr
        listxattr llistxattr flistxattr""",
}
# Refused in words that Python knows; whatever stands nowhere "is not implemented".
REFUSED = """fork vfork execve execveat socket socketpair connect bind listen accept accept4
    sendmsg recvmsg ptrace process_vm_readv process_vm_writev tkill mount umount2 pivot_root
    chroot unshare setns bpf keyctl add_key request_key perf_event_open userfaultfd memfd_create
    mknod mknodat setuid setgid setreuid setregid setresuid setresgid setgroups setrlimit
    setpriority setsid setpgid chown fchown lchown fchownat personality init_module
    finit_module reboot swapon sethostname shmget msgget semget mq_open"""
# A file's mode and times can be changed by its owner, wherever it lies: no rule of Landlock's is
# about that. In a room of its own it is harmless. In a shared file system these calls succeed and
# do nothing, for `shutil.copy` and its like make them; only what a process has open gets new times.
MODES_AND_TIMES = "chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat"

_CLONE_THREAD = 0x00010000  # linux/sched.h
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41  # linux/prctl.h
_FCNTL_COMMANDS = (*range(8), 36, 37, 38, 1030, 1031, 1032)
# linux/fcntl.h: copies, flags, locks; not F_SETOWN and its like, which have signals sent elsewhere
_HARMLESS_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# TCGETS and TIOCGWINSZ (is it a terminal?), FIONREAD, FIONBIO, FIONCLEX, FIOCLEX

# seccomp.h
_ALLOW = 0x7FFF0000
_NOT_EQUAL, _EQUAL, _MASKED_EQUAL = 1, 4, 7


class _Compare(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


def library() -> ctypes.CDLL | None:
    """Return libseccomp; None where it is not installed."""
    try:
        return ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return None


def filter_system_calls(seccomp: ctypes.CDLL, *, own_files: bool) -> None:
    """Refuse this process, and all its threads, what is not allowed above; for good.

    Args:
        seccomp: libseccomp.
        own_files: whether all files that the process could change are in a room of its own.

    Raises:
        OSError: the kernel does not take the filter.
    """
    seccomp.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(_refuse(errno.ENOSYS))))

    def add(action: int, name: str, *compare: _Compare) -> None:
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number < 0:
            return  # this machine does not have it
        array = (_Compare * len(compare))(*compare)
        given = (ctypes.c_uint32(action), number, ctypes.c_uint(len(compare)), array)
        if failed := seccomp.seccomp_rule_add_array(rules, *given):
            raise OSError(-failed, f"seccomp rule for {name}: {os.strerror(-failed)}")

    for names in ALLOWED.values():
        for name in names.split():
            add(_ALLOW, name)
    for name in REFUSED.split():
        add(_refuse(errno.EPERM), name)
    # threads, but no processes; clone3 keeps its flags in memory, where no filter sees them
    add(_ALLOW, "clone", _Compare(0, _MASKED_EQUAL, _CLONE_THREAD, _CLONE_THREAD))
    add(_refuse(errno.EPERM), "clone", _Compare(0, _MASKED_EQUAL, _CLONE_THREAD, 0))
    # signals to itself only
    for name in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        add(_ALLOW, name, _Compare(0, _EQUAL, os.getpid(), 0))
        add(_refuse(errno.EPERM), name, _Compare(0, _NOT_EQUAL, os.getpid(), 0))
    # limits and processors of its own only; another process of the same user would have to obey
    for name in ("prlimit64", "sched_setaffinity"):
        add(_ALLOW, name, _Compare(0, _EQUAL, 0, 0))
        add(_refuse(errno.EPERM), name, _Compare(0, _NOT_EQUAL, 0, 0))
    # data out of order on a socket has been a way into the kernel, and nobody needs it
    for name in ("sendto", "recvfrom"):
        add(_ALLOW, name, _Compare(3, _MASKED_EQUAL, socket.MSG_OOB, 0))
    for name in MODES_AND_TIMES.split():
        if own_files:
            add(_ALLOW, name)
        elif name == "utimensat":
            add(_ALLOW, name, _Compare(1, _EQUAL, 0, 0))
            add(_refuse(0), name, _Compare(1, _NOT_EQUAL, 0, 0))
        else:
            add(_refuse(0), name)
    for operation in (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA):
        add(_ALLOW, "prctl", _Compare(0, _EQUAL, operation, 0))
    for request in _HARMLESS_IOCTLS:
        add(_ALLOW, "ioctl", _Compare(1, _EQUAL, request, 0))
    for command in _FCNTL_COMMANDS:
        add(_ALLOW, "fcntl", _Compare(1, _EQUAL, command, 0))
    failed = seccomp.seccomp_load(rules)
    seccomp.seccomp_release(rules)
    if failed:
        raise OSError(-failed, f"seccomp: {os.strerror(-failed)}")


def _refuse(number: int) -> int:
    """Return the action that makes a system call fail with this error."""
    return 0x00050000 | number
