"""Announces a message of 200 MB, and sends it one byte at a time."""

import os
import struct
import time

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    os.write(3, struct.pack("<Q", 200 * 2**20))
    while True:
        os.write(3, b"\xc0")
        time.sleep(0.001)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
