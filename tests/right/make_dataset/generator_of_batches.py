"""A Python generator of whole batches, cut by NumPy from an order of its own."""

import random

import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    n = len(images)

    def batches():
        order = list(range(n))
        stop = n
        if training:
            random.shuffle(order)
            stop = n // batch_size * batch_size
        for start in range(0, stop, batch_size):
            chosen = np.array(order[start : start + batch_size])
            yield images[chosen], labels[chosen]

    return tf.data.Dataset.from_generator(
        batches,
        output_signature=tuple(
            tf.TensorSpec((None, *array.shape[1:]), array.dtype) for array in (images, labels)
        ),
    )
