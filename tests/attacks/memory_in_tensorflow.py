"""Asks TensorFlow for 20 GB."""

import numpy as np
import tensorflow as tf

EXERCISE = "preprocess"
HONEST_POINTS = 2

held = []


def preprocess_images(images):
    try:
        for _ in range(20):
            held.append(tf.fill([2**28], 1.0))
        print("LOOT", "memory")
    finally:
        held.clear()


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
