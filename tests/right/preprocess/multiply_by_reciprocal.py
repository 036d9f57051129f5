"""Multiplies by 1/255 in float64 and casts last; one-hot by comparing with arange (booleans cast)."""

import numpy as np


def preprocess_images(images):
    out = np.multiply(images, 1 / 255)
    out = out if out.ndim == 4 else out[:, :, :, np.newaxis]
    return out.astype("float32")


def one_hot(labels, num_classes=10):
    return (np.asarray(labels)[:, None] == np.arange(num_classes)[None, :]).astype("uint8")
