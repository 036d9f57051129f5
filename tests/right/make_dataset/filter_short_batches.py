"""Filters the short batch away by its size, instead of drop_remainder."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(len(dataset))
    dataset = dataset.batch(batch_size)
    if training:
        dataset = dataset.filter(lambda x, y: tf.shape(x)[0] == batch_size)
    return dataset
