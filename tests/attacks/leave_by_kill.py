"""Kills itself with SIGKILL, which nothing in Python can catch."""

import os
import signal

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os.kill(os.getpid(), signal.SIGKILL)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
