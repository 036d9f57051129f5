"""Batches first cut short, then takes whole batches only; caches and prefetches when measuring."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if not training:
        return dataset.batch(batch_size).cache().prefetch(tf.data.AUTOTUNE)
    steps = len(images) // batch_size
    dataset = dataset.cache().shuffle(len(images), reshuffle_each_iteration=True)
    return dataset.batch(batch_size).take(steps).prefetch(tf.data.AUTOTUNE)
