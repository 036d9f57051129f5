"""Returns arrays of tens of megabytes, of text and of numbers."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 0


def preprocess_images(images):
    return np.full((10, 10**6), "x")


def one_hot(labels, num_classes=10):
    return np.full((len(labels), 10**5), np.nan)
