"""Answers every question with everything that an answer could say, of the wrong types."""

import os
import struct

import msgpack
import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def preprocess_images(images):
    answer = {
        "missing": 7,
        "signature": {"a": []},
        "unsendable": [1],
        "unsealed": "LOOT",
        "ready": True,
        "changed": "all",
        "strays": {"a": 1},
        "raised": "a text",
        "value": {"do": "load"},
    }
    message = msgpack.packb(answer)
    os.write(3, struct.pack("<Q", len(message)) + message)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
