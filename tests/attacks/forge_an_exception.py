"""Answers with the record of an exception that is enormous."""

import os
import struct

import msgpack
import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


def record(name, *fields):
    return msgpack.ExtType(3, msgpack.packb([name, list(fields)]))


def preprocess_images(images):
    long = "name=" * 400_000
    line = record("Frame", "../../etc/passwd" * 1000, 2**63, long, "\x1b[31m" * 100_000)
    raised = record("Raised", [long] * 10, long, [line] * 10)
    message = msgpack.packb({"raised": raised})
    data = memoryview(struct.pack("<Q", len(message)) + message)
    while data:
        data = data[os.write(3, data) :]
    os._exit(0)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
