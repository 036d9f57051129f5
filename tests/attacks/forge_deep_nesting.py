"""Answers with lists in lists, a thousand deep, and with tuples in tuples."""

import os
import struct

import msgpack
import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    nested = b"\xc0"
    for _ in range(30):
        nested = msgpack.packb(msgpack.ExtType(2, b"\x91" + nested))
    message = b"\x83\xa5value" + b"\x91" * 900 + nested
    message += b"\xa7changed\x90\xa6strays\x90"
    os.write(3, struct.pack("<Q", len(message)) + message)
    os._exit(0)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
