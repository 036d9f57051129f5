"""Calls itself without end and catches what that raises."""

import sys

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2

sys.setrecursionlimit(2**31 - 1)


def preprocess_images(images):
    try:
        return preprocess_images(images)
    except BaseException:
        return preprocess_images(images)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
