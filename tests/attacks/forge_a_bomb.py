"""Answers with a hundred million empty dicts, which take 64 times their size."""

import os
import struct

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def write(data):
    while data:
        data = data[os.write(3, data) :]


def preprocess_images(images):
    inner = b"\xdd" + struct.pack(">I", 2**20) + b"\x80" * 2**20
    message = b"\x81\xa5value\xdd" + struct.pack(">I", 100) + inner * 100
    write(memoryview(struct.pack("<Q", len(message)) + message))
    os._exit(0)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
