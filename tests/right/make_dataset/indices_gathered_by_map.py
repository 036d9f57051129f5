"""Shuffles and batches indices, then gathers images and labels for each batch."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    images = tf.constant(images)
    labels = tf.constant(labels)
    n = int(tf.shape(images)[0])
    index = tf.data.Dataset.range(n)
    if training:
        index = index.shuffle(n)
    index = index.batch(batch_size, drop_remainder=training)
    return index.map(
        lambda i: (tf.gather(images, i), tf.gather(labels, i)),
        num_parallel_calls=tf.data.AUTOTUNE,
    )
