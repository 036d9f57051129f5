"""Answers with 50 MB in a tuple in a tuple in a tuple, each of which has to be copied."""

import os
import struct

import msgpack
import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    message = msgpack.packb(bytes(50 * 2**20))
    for _ in range(15):
        message = msgpack.packb([msgpack.ExtType(2, message)])
    message = b"\x81\xa5value" + message
    data = memoryview(struct.pack("<Q", len(message)) + message)
    while data:
        data = data[os.write(3, data) :]
    os._exit(0)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
