"""Divides by 255. first (float64), then casts; expand_dims; integer one-hot rows in a loop."""

import numpy as np


def preprocess_images(images):
    scaled = (images / 255.0).astype(np.float32)
    return np.expand_dims(scaled, axis=-1) if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    rows = np.zeros((len(labels), num_classes), dtype=int)
    for row, label in enumerate(labels):
        rows[row, label] = 1
    return rows
