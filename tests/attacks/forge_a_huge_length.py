"""Announces messages of every impossible length."""

import os
import struct

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os.write(3, struct.pack("<Q", 2**64 - 1) + b"x" * 100)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
