"""Scaled by np.interp, the axis moved to its place, one-hot by np.put_along_axis."""

import numpy as np


def preprocess_images(images):
    out = np.interp(images, (0, 255), (0, 1)).astype("float32")
    return out if out.ndim > 3 else np.moveaxis(out[np.newaxis], 0, -1)


def one_hot(labels, num_classes=10):
    out = np.zeros((len(labels), num_classes), np.uint8)
    np.put_along_axis(out, labels[:, None].astype(np.intp), 1, axis=1)
    return out
