"""Prints and raises control sequences, HTML, bidirectional marks and broken UTF-8."""

import os

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2

NASTY = "\x1b[2J\x1b]0;LOOT-title\x07\x9b31m<script>alert(1)</script>\u202e\u2066\r\b\ud800\x00"


def preprocess_images(images):
    os.write(1, b"\xff\xfe\x1b[31m" + NASTY.encode("utf-8", "surrogatepass"))
    error = type(NASTY.replace("\x00", "").replace("\ud800", ""), (ValueError,), {})
    raise error(NASTY * 1000)


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
