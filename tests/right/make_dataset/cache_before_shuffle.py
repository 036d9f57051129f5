"""Caches before it shuffles; the buffer is far larger than the set, the shuffle has a seed."""

import tensorflow as tf

SEED = 42


def make_dataset(images, labels, batch_size=100, training=False):
    data = tf.data.Dataset.from_tensor_slices((images, labels)).cache()
    if training:
        data = data.shuffle(buffer_size=10 * len(labels) + 1, seed=SEED)
    return data.batch(batch_size, drop_remainder=training).prefetch(tf.data.experimental.AUTOTUNE)
