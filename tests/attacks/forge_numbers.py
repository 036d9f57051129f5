"""Answers with numbers larger than any, with points in time, and with no numbers at all."""

import os
import struct

import msgpack

EXERCISE = "preprocess"
HONEST_POINTS = 0

VALUES = [
    msgpack.ExtType(5, b"9" * 299),
    msgpack.ExtType(5, b"no number"),
    msgpack.ExtType(4, msgpack.packb(["<f8", [], struct.pack("<d", float("nan"))])),
    msgpack.Timestamp(10**9),
    msgpack.ExtType(77, b""),
    float("inf"),
]
number = -1


def answer(*args, **kwargs):
    global number
    number += 1
    message = msgpack.packb({"value": VALUES[number % len(VALUES)], "changed": [], "strays": []})
    os.write(3, struct.pack("<Q", len(message)) + message)
    os._exit(0)


preprocess_images = one_hot = answer
