"""Zips a dataset of images with one of labels; asks the zip for its cardinality."""

from tensorflow.data import AUTOTUNE, Dataset


def make_dataset(images, labels, batch_size=100, training=False):
    pairs = Dataset.zip(
        Dataset.from_tensor_slices(images),
        Dataset.from_tensor_slices(labels),
    )
    if training:
        pairs = pairs.shuffle(pairs.cardinality(), reshuffle_each_iteration=True)
    return pairs.batch(
        batch_size, drop_remainder=bool(training), num_parallel_calls=AUTOTUNE
    ).prefetch(1)
