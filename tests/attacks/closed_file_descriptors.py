"""Closes every file descriptor, and runs on."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os.closerange(0, 1000)
    while True:
        pass


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
