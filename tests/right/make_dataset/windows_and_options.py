"""Unbatches one big tensor, cuts windows and makes batches of them; options set, order relaxed."""

import tensorflow as tf


def make_dataset(images, labels, batch_size=100, training=False):
    dataset = tf.data.Dataset.from_tensors((images, labels)).unbatch()
    if training:
        dataset = dataset.shuffle(max(len(images), 1000))
    dataset = dataset.window(batch_size, drop_remainder=training).flat_map(
        lambda x, y: tf.data.Dataset.zip((x, y)).batch(batch_size)
    )
    options = tf.data.Options()
    options.deterministic = not training
    return dataset.with_options(options)
