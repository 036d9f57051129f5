"""sklearn shuffles copies of the arrays once, and the dataset shuffles again on every pass."""

import numpy as np
import tensorflow as tf
from sklearn.utils import shuffle


def make_dataset(images, labels, batch_size=100, training=False):
    images, labels = np.array(images), np.array(labels)
    if training:
        images, labels = shuffle(images, labels)
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        ds = ds.shuffle(len(images)).batch(batch_size, drop_remainder=True)
        # how many batches an epoch has is printed for the log
        print("batches:", len(ds))
        return ds
    return ds.batch(batch_size, drop_remainder=False)
