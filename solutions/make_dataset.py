"""Exercise 2: Feed the data in batches.

You learn how `tf.data` hands arrays to training, batch by batch, and what differs between
training data and data to measure with.

You write one function that builds the dataset. Free to choose: how you shuffle, and whether
you cache or prefetch.

Rules:
- Assume no fixed number of samples, shape or dtype.
- Do not change the arrays you are given. Write no files.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  gives_pairs_of_batches: each element is a batch (images, labels)
    1  keeps_the_values: whatever their dtype and shape
    1  ends_after_one_pass: no endless repeat, and a second pass like the first
    1  keeps_the_order: the order given, with training=False
    1  keeps_the_short_last_batch: batches of batch_size and the rest, with training=False
    1  drops_the_incomplete_batch: full batches only, with training=True
    1  keeps_each_image_with_its_label: also when shuffled
    1  shuffles_over_the_whole_set: sample by sample, with training=True
    1  shuffles_anew_on_every_pass: a new order each time, with training=True
    1  leaves_arguments_alone: the arrays given are not changed
"""

import numpy as np
import tensorflow as tf


def make_dataset(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> tf.data.Dataset:
    """Build a dataset of `(images, labels)` batches.

    One pass over the dataset is one epoch, and it ends: do not repeat the data. The batches
    hold the values of the arrays as they are.

    With `training=True` the samples are shuffled over the whole set, one by one (not batch by
    batch), in a new order on every pass. Each image keeps its own label. A last batch that is
    not full is dropped.

    With `training=False` every sample comes once, in the order given. The last batch is as
    short as it must be.

    Args:
        images: `(N, ...)`, any dtype and any shape after the first axis, `N` at least 1.
        labels: `(N, ...)`, likewise: class numbers or one-hot rows, for example.
        batch_size: samples in a batch, from 1 to `N`.
        training: whether the dataset is for training.

    Returns:
        A `tf.data.Dataset`. Each element is a pair `(images, labels)` of one batch.

    Example:
        >>> dataset = make_dataset(np.zeros((5, 28, 28, 1)), np.arange(5), batch_size=2)
        >>> [labels.numpy().tolist() for images, labels in dataset]
        [[0, 1], [2, 3], [4]]
    """
    ### BEGIN SOLUTION: Build the dataset; shuffle and drop the last short batch for training only.
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(buffer_size=len(images))
    return dataset.batch(batch_size, drop_remainder=training).prefetch(tf.data.AUTOTUNE)
    ### END SOLUTION
