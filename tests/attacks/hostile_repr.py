"""Returns objects whose repr, name and attributes never end or end the process."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


class Meta(type):
    @property
    def __name__(cls):
        return "x" * 10**8

    @property
    def __mro__(cls):
        raise SystemExit


class Hostile(metaclass=Meta):
    def __repr__(self):
        while True:
            pass

    def __getattribute__(self, name):
        raise KeyboardInterrupt(name)


def preprocess_images(images):
    return [Hostile()]


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
