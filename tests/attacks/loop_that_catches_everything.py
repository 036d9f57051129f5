"""Loops for ever and catches whatever is raised into it."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
