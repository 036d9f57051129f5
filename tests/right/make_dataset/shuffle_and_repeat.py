"""shuffle_and_repeat, once round; padded_batch, which has nothing to pad; a ternary for each step."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    data = tf.data.Dataset.from_tensor_slices((images, labels))
    mix = tf.data.experimental.shuffle_and_repeat(len(labels), count=1)
    data = data.apply(mix) if training else data
    return data.padded_batch(batch_size, drop_remainder=training)
