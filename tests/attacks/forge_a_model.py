"""Answers with the record of a model that asks for 80 GB, code and impossible shapes."""

import os
import struct

import msgpack

EXERCISE = "build_mlp"
HONEST_POINTS = 0


def record(name, *fields):
    return msgpack.ExtType(3, msgpack.packb([name, list(fields)]))


CALLS = [0]
CONFIGS = [
    ("Dense", True, {"units": 10**12}),
    ("Dense", True, {"units": msgpack.ExtType(5, b"9" * 250)}),
    ("Lambda", True, {"function": {"class_name": "__lambda__", "config": {"code": "aaaa"}}}),
    (
        "Dense",
        True,
        {"units": 4, "activation": {"module": "os", "class_name": "system", "config": "id"}},
    ),
    ("TFSMLayer", True, {"filepath": "/etc"}),
    ("Reshape", True, {"target_shape": [0, -1]}),
    ("Conv2D", True, {"filters": 4, "kernel_size": 0, "strides": 0}),
    ("__class__", True, {}),
    ("Flatten", False, {}),
]


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    name, built_in, config = CONFIGS[CALLS[0] % len(CONFIGS)]
    CALLS[0] += 1
    layer = record("Layer", name, built_in, config, [])
    shape, output = [None, *input_shape], [None, num_classes]
    model = record("Model", "Sequential", True, [layer] * 3, shape, output, -1, None, 10**6)
    message = msgpack.packb({"value": model, "changed": [], "strays": []})
    os.write(3, struct.pack("<Q", len(message)) + message)
    os._exit(0)
