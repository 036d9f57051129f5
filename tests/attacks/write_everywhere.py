"""Writes a file into every folder of the system that it can name."""

import os
import sys
import tempfile

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

places = ["/", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/etc", "/submission", "/usr/lib"]
places += [*sys.path, os.path.dirname(__file__), os.path.dirname(os.__file__), "/proc/self", "/mnt"]
private = os.path.realpath(os.path.dirname(tempfile.gettempdir()))
for place in places:
    path = os.path.join(place, "attack-was-here")
    if not place or os.path.realpath(place) == private:
        continue
    for make in (
        os.mkdir,
        lambda path: os.close(os.open(path, os.O_CREAT)),
        lambda path: os.symlink("x", path),
    ):
        try:
            make(path)
            print("LOOT", path)
        except OSError:
            continue


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
