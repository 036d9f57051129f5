"""A Python generator of samples that draws a new permutation for every pass."""

import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    rng = np.random.default_rng()

    def samples():
        order = np.arange(len(images))
        if training:
            rng.shuffle(order)
        for i in order:
            yield images[i], labels[i]

    signature = (
        tf.TensorSpec(shape=images.shape[1:], dtype=images.dtype),
        tf.TensorSpec(shape=labels.shape[1:], dtype=labels.dtype),
    )
    dataset = tf.data.Dataset.from_generator(samples, output_signature=signature)
    return dataset.batch(batch_size, drop_remainder=training)
