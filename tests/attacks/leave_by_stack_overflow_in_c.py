"""Overflows the C stack: the hash of a tuple nested a million times."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    nested = ()
    for _ in range(1_000_000):
        nested = (nested,)
    return hash(nested)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
