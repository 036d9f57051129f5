"""Exercise 1: Prepare images and labels.

You learn what a network wants to be fed: small floating-point numbers with a channel axis,
and labels as one-hot rows.

You write two functions: one scales the pixels and adds the channel axis, the other turns
class numbers into one-hot rows. Free to choose: NumPy or TensorFlow, and the number type of
the one-hot rows.

Rules:
- Assume no fixed number of images, image size or number of classes.
- Do not change the arrays you are given. Write no files.
- Return a NumPy array or an eager tensor.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    2  returns_float32_with_channel_axis: float32, (N, H, W, 1)
    2  scales_by_255: every value is the pixel / 255
    1  normalises_dark_images_alike: 255, not the batch's largest pixel
    1  keeps_a_channel_axis: (N, H, W, C) keeps its shape
    1  takes_any_number_and_size: no image, one image, other sizes
    1  marks_the_label: 1 in the label's column, 0 elsewhere
    1  makes_num_classes_columns: a column for every class
    1  leaves_arguments_alone: the arrays given are not changed
"""

import numpy as np


def preprocess_images(images: np.ndarray) -> np.ndarray:
    """Scale pixels from 0-255 to 0-1 and give the images a channel axis.

    Every value becomes the pixel divided by 255, the largest value a pixel can have, not the
    largest in this batch.

    Args:
        images: `uint8`, `(N, H, W)`, or `(N, H, W, C)` where the channel axis is already
            there. `N` may be 0.

    Returns:
        `float32`, `(N, H, W, 1)`, or `(N, H, W, C)` where `images` had that shape. `images`
        itself is not changed.

    Example:
        >>> preprocess_images(np.array([[[0, 51], [102, 255]]], dtype=np.uint8)).shape
        (1, 2, 2, 1)
        >>> preprocess_images(np.array([[[0, 51], [102, 255]]], dtype=np.uint8)).ravel()
        array([0. , 0.2, 0.4, 1. ], dtype=float32)
    """
    ### BEGIN SOLUTION: Scale the pixels and add the channel axis where it is missing.
    scaled = np.asarray(images, dtype=np.float32) / 255
    if scaled.ndim == 3:
        scaled = scaled[..., np.newaxis]
    return scaled
    ### END SOLUTION


def one_hot(labels: np.ndarray, num_classes: int = 10) -> np.ndarray:
    """Turn class numbers into one-hot rows.

    Args:
        labels: class numbers from 0 to `num_classes - 1`, `uint8`, `int32` or `int64`, `(N,)`,
            `N` at least 1. They are not changed.
        num_classes: how many classes there are, at least 2.

    Returns:
        `(N, num_classes)`, of any floating or integer type: 1 in the column of the row's label
        and 0 elsewhere. There are `num_classes` columns even where a class does not occur in
        `labels`.

    Example:
        >>> one_hot(np.array([2, 0]), num_classes=4)
        array([[0., 0., 1., 0.],
               [1., 0., 0., 0.]], dtype=float32)
    """
    ### BEGIN SOLUTION: Make one row for each label, with a 1 in the label's column.
    return np.eye(num_classes, dtype=np.float32)[np.asarray(labels)]
    ### END SOLUTION
