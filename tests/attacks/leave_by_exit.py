"""Leaves the process by os._exit(0) in a call."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os._exit(0)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
