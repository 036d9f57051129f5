"""Prints a gigabyte, half of it as errors, half of it past Python."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    for number in range(8_000):
        os.write(1 + number % 2, b"y" * 131_071 + b"\n")


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
