"""Hangs up on the grader and goes to sleep."""

import os
import time

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os.close(3)
    time.sleep(3600)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
