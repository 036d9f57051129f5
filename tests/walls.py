"""What a sealed worker must not be able to do, each as code that lists what it could do after all.

Run as ``python -m tests.walls room``, or ``"no room"``, by any user, it prints them as JSON.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.worker.limits import Limits
from autograder.worker.process import ZYGOTE, ProcessWorker

ROOT = Path(__file__).parents[1]
MODES = ("room", "no room")  # with namespaces, and without, where a machine forbids them
LIMITS = Limits(seconds=20, cpu_seconds=10, memory=2**30, disk=32 * 2**20, file_size=16 * 2**20)

TRY = '''
import ctypes, errno, os, resource, signal, socket, subprocess, sys, tempfile, threading

REFUSED = (OSError, ValueError, MemoryError, NotImplementedError)
libc = ctypes.CDLL(None, use_errno=True)


def what_works(ways):
    """Return the names of those that raise nothing."""
    worked = []
    for name, way in ways.items():
        try:
            way()
        except REFUSED:
            continue
        worked.append(name)
    return worked


def call(*numbers):
    given = [ctypes.c_long(n) if isinstance(n, int) else n for n in numbers]
    if libc.syscall(*given) == -1:
        raise OSError(ctypes.get_errno(), "refused")


def write(path):
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))


def append(path):
    os.close(os.open(path, os.O_WRONLY | os.O_APPEND))


def allocate(gigabytes):
    return bytearray(gigabytes * 2**30)
'''

WALLS = {
    "there is no network": """
        ways = {}
        for name in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
                family = getattr(socket, name)
                ways[f"{name} {kind}"] = lambda f=family, k=kind: socket.socket(f, k)
        ways["pair"] = socket.socketpair
        ways["out of order"] = lambda: call(44, 3, b"a", 1, socket.MSG_OOB, 0, 0)
        ways["connect"] = lambda: socket.create_connection(("127.0.0.1", 22), 1)
        ways["name"] = lambda: socket.getaddrinfo("example.org", 80)
        return what_works(ways)
    """,
    "the course is unseen": """
        course = COURSE
        files = ["solutions/preprocess.py", "autograder/grade.py", "autograder/checks/train.py"]
        ways = {name: lambda n=name: open(f"{course}/{name}") for name in files}
        for folder in ("", "solutions", "autograder", "autograder/checks/hidden", "tests", ".git"):
            ways[folder] = lambda f=folder: os.listdir(f"{course}/{f}") or 1 // 0
        return [name for name in what_works(ways) if not empty(f"{course}/{name}")]
    """,
    "homes, users and other people's temporary files are unseen": """
        places = ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/root", "/home", "/var", "/srv"]
        places += ["/run", "/boot", "/mnt", "/media", "/opt", "/tmp", "/var/tmp", "/dev/shm"]
        ways = {}
        for place in places:
            ways[f"read {place}"] = lambda p=place: open(p).read()
            ways[f"list {place}"] = lambda p=place: os.listdir(p)
        return [name for name in what_works(ways) if not empty(name.split()[1])]
    """,
    "no process is to be looked at": """
        pids = [1, 2, os.getppid(), "self", "thread-self"]
        files = ("environ", "mem", "maps", "stat", "status", "fd/0", "io", "mounts", "auxv")
        ways = {f"{pid}/{name}": lambda p=pid, n=name: open(f"/proc/{p}/{n}", "rb").read(1)
                for pid in pids for name in files}
        ways["list"] = lambda: os.listdir("/proc") == ["self"] and os.listdir("/proc/1")
        return [name for name in what_works(ways) if "self/fd/0" not in name]
    """,
    "packages, interpreter and submission are read-only": """
        import json, numpy
        there = [json.__file__, numpy.__file__, sys.executable, __file__]
        ways = {}
        for path in there:
            ways[f"append to {path}"] = lambda p=path: append(p)
            ways[f"truncate {path}"] = lambda p=path: os.truncate(p, 0)
            ways[f"remove {path}"] = lambda p=path: os.unlink(p)
            ways[f"move {path}"] = lambda p=path: os.rename(p, "mine")
            ways[f"link {path}"] = lambda p=path: os.link(p, "linked")
            ways[f"write beside {path}"] = lambda p=path: write(f"{os.path.dirname(p)}/new")
            ways[f"folder beside {path}"] = lambda p=path: os.mkdir(f"{os.path.dirname(p)}/new.d")
        return what_works(ways)
    """,
    "nothing is written outside of its own folder": """
        places = ["/", "/etc", "/usr", "/usr/lib", "/var/tmp", "/dev", "/dev/shm", "/run", "/root"]
        places += ["/home", "/proc", "/sys", "/opt", "/submission", os.path.dirname(__file__)]
        places += [COURSE]
        ways = {place: lambda p=place: write(f"{p}/new") for place in places}
        ways |= {f"folder in {p}": lambda p=p: os.mkdir(f"{p}/new.d") for p in places}
        ways |= {f"link in {p}": lambda p=p: os.symlink("/", f"{p}/new.l") for p in places}
        return what_works(ways)
    """,
    "its own folder is for files, folders and links": """
        def use(folder):
            write(f"{folder}/a")
            os.mkdir(f"{folder}/b")
            os.symlink("a", f"{folder}/c")
            os.rename(f"{folder}/a", f"{folder}/b/a")
            os.chmod(f"{folder}/b", 0o700)
        ways = {folder: lambda f=folder: use(f) for folder in (".", tempfile.gettempdir())}
        return sorted(set(ways) - set(what_works(ways)))
    """,
    "there are no fifos, sockets or devices to be made": """
        ways = {"fifo": lambda: os.mkfifo("f"), "node": lambda: os.mknod("n", 0o60666, 0x800)}
        ways |= {path: lambda p=path: os.open(p, os.O_RDWR) for path in (
            "/dev/sda", "/dev/vda", "/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/ptmx", "/dev/fuse",
            "/dev/kvm", "/dev/shm", "/dev/net/tun")}
        return what_works(ways)
    """,
    "no process is started, and no program": """
        ways = {
            "fork": lambda: os.fork() or os._exit(0),
            "subprocess": lambda: subprocess.run([sys.executable, "-c", ""]),
            "spawn": lambda: os.posix_spawn("/bin/sh", ["sh"], {}),
            "exec": lambda: os.execv(sys.executable, ["python"]),
            "clone3": lambda: call(435, ctypes.create_string_buffer(88), 88),
            "vfork": lambda: call(58) or os._exit(0),
        }
        return what_works(ways)
    """,
    "no signal reaches others": """
        pids = {1, os.getppid(), 0, -1, -os.getpgrp(), *range(2, 9)} - {os.getpid()}
        ways = {f"kill {p}": lambda p=p: os.kill(p, signal.SIGTERM) for p in pids}
        ways |= {f"look {p}": lambda p=p: os.kill(p, 0) for p in pids}
        ways |= {f"pidfd {p}": lambda p=p: os.pidfd_open(p) for p in pids}
        return what_works(ways)
    """,
    "it has no power over the kernel": """
        buffer = ctypes.create_string_buffer(4096)
        numbers = {
            "ptrace": (101, 16, os.getppid(), 0, 0), "keyctl": (250, 0, -3, 1),
            "add_key": (248, b"user", b"a", b"b", 1, -3), "bpf": (321, 0, buffer, 64),
            "perf": (298, buffer, 0, -1, -1, 0), "mount": (165, b"a", b"/tmp", b"tmpfs", 0, 0),
            "unshare user": (272, 0x10000000), "unshare mount": (272, 0x20000),
            "setns": (308, 3, 0), "chroot": (161, b"/tmp"), "pivot": (155, b".", b"."),
            "io_uring": (425, 8, buffer), "memfd": (319, b"a", 0), "userfaultfd": (323, 1),
            "process_vm_readv": (310, os.getppid(), buffer, 1, buffer, 1, 0),
            "personality": (135, 0x40000), "open_by_handle": (304, 3, buffer, 0),
            "fsopen": (430, b"tmpfs", 0), "clone namespaces": (56, 0x7E020011, 0, 0, 0, 0),
            "shm": (29, 0, 4096, 0o1666), "mq": (240, b"a", 0o102, 0o666, 0),
            "syslog": (103, 3, buffer, 99), "fanotify": (300, 0, 0), "inotify": (294, 0),
        }
        if os.uname().machine != "x86_64":
            return []
        return what_works({name: lambda n=n: call(*n) for name, n in numbers.items()})
    """,
    "it has no capability and cannot become anybody": """
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        sets = (ctypes.c_uint32 * 6)()
        libc.capget(header, sets)
        ways = {"groups": lambda: os.setgroups([0]), "chown": lambda: os.chown(".", 0, 0)}
        if os.getuid():
            ways["user"] = lambda: os.setuid(0)
        return [*what_works(ways), *filter(None, sets)]
    """,
    "limits are not raised, and others' not changed": """
        ways = {}
        for name in ("AS", "FSIZE", "NOFILE", "CORE"):
            which = getattr(resource, f"RLIMIT_{name}")
            soft, hard = resource.getrlimit(which)
            ways[name] = lambda w=which, h=hard: resource.setrlimit(w, (h, h + 1))
            for pid in (os.getppid(), 1):
                ways[f"{name} of {pid}"] = lambda p=pid, w=which: resource.prlimit(p, w, (0, 0))
        ways["nice"] = lambda: os.nice(-1)
        ways["nice of parent"] = lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
        ways["real time"] = lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        ways["other's affinity"] = lambda: os.sched_setaffinity(os.getppid(), {0})
        return what_works(ways)
    """,
    "memory is bounded": """
        import mmap, numpy
        held = []
        def shared():
            for _ in range(4):
                held.append(mmap.mmap(-1, 2**29))
        return what_works({
            "bytes": lambda: allocate(2), "numpy": lambda: numpy.zeros(2**28), "shared": shared,
        })
    """,
    "open files are bounded": """
        held = []
        def many():
            for _ in range(1_000):
                held.append(os.open("/dev/null", os.O_RDONLY))
        worked = what_works({"files": many})
        for at in held:
            os.close(at)
        return worked
    """,
    "a file is bounded": """
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        def large():
            with open("large", "wb") as file:
                file.truncate(2**30)
        return what_works({"large": large})
    """,
}

HELP = '''

def empty(path):
    """Return whether there is nothing at a path but what the sandbox itself put there."""
    return os.path.isdir(path) and not os.listdir(path)
'''


@contextlib.contextmanager
def sealed(body: str, limits: Limits = LIMITS) -> Iterator[ProcessWorker]:
    """Open a sealed worker with a module that has one function of this body."""
    body = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
    source = f"{TRY}{HELP}\nCOURSE = {str(ROOT)!r}\n\n\ndef one_hot(labels):\n{body}\n"
    with tempfile.TemporaryDirectory() as place:
        root, folder = Path(place, "submission"), Path(place, "own")
        root.mkdir()
        folder.mkdir()
        (root / "preprocess.py").write_text(source, encoding="utf-8")
        for path, mode in ((Path(place), 0o755), (root, 0o755), (root / "preprocess.py", 0o644)):
            path.chmod(mode)
        worker = ProcessWorker(root, folder, limits, sealed=True)
        try:
            worker.start_clock()
            worker.ask({"do": "load", "module": "preprocess"})
            yield worker
        finally:
            worker.close()


def call(worker: ProcessWorker) -> dict[str, Any]:
    """Call the function of the worker's module and return the whole answer."""
    worker.start_clock()
    request = {"do": "call", "module": "preprocess", "function": "one_hot"}
    return worker.ask({**request, "args": [1], "kwargs": {}})


def what_works(wall: str) -> Any:
    """Return what could be done that `wall` says cannot be."""
    with sealed(WALLS[wall]) as worker:
        answer = call(worker)
    return answer.get("value", answer)


def main() -> None:
    """Print what works in the mode that the first argument names."""
    ZYGOTE.rooms = sys.argv[1] == "room"
    found = {wall: what_works(wall) for wall in WALLS}
    ZYGOTE.close()
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    main()
