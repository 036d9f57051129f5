"""Raises an exception whose text, class and traceback raise in turn."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


class Worse(BaseException):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise SystemExit


def preprocess_images(images):
    raise Worse


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
