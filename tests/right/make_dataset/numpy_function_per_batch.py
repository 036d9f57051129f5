"""Fetches each batch by tf.numpy_function from the arrays and sets the shapes afterwards."""

import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    def fetch(index):
        return images[index], labels[index]

    def load(index):
        x, y = tf.numpy_function(fetch, [index], [images.dtype, labels.dtype])
        x.set_shape((None,) + images.shape[1:])
        y.set_shape((None,) + labels.shape[1:])
        return x, y

    numbers = tf.data.Dataset.from_tensor_slices(np.arange(len(images)))
    if training:
        numbers = numbers.shuffle(len(images))
    return numbers.batch(batch_size, drop_remainder=training).map(load)
