"""Kills the process while it is imported, every time."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 0

os.abort()


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
