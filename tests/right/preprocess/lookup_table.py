"""A table of 256 values looked up by pixel; one-hot with np.put_along_axis; prints as it goes."""

import numpy as np

TABLE = (np.arange(256) / 255).astype("float32")


def preprocess_images(images):
    print("preprocessing", images.shape)
    images = TABLE[images]
    return images.reshape(*images.shape, 1) if images.ndim < 4 else images


def one_hot(labels, num_classes=10):
    rows = np.zeros((len(labels), num_classes))
    np.put_along_axis(rows, np.asarray(labels, dtype=int)[:, None], 1, axis=1)
    return rows
