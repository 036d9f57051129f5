"""Takes nearly all of the time that a check may take, in every check."""

import time

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10


def waste(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def slow(function):
    def slowed(*args, **kwargs):
        waste(0.2)
        return function(*args, **kwargs)

    return slowed


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]


preprocess_images = slow(preprocess_images)
one_hot = slow(one_hot)
