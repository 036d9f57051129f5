"""Spells both branches out and leaves prefetching away; the buffer is the array's shape[0]."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        ds = ds.shuffle(images.shape[0])
        ds = ds.batch(batch_size, drop_remainder=True)
    else:
        ds = ds.batch(batch_size)
    return ds
