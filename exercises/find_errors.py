"""Exercise 8: Look at the errors.

You learn to go beyond one number: which images does the model get wrong, and which classes
does it confuse?

You write four functions: predict classes, find the wrong ones, count them in a confusion
matrix, and draw them. Free to choose: the integer types, and the figure's size, layout,
colours and words.

Rules:
- Assume no fixed number of images, image size or number of classes. Write no files.
- Do not change the arrays or the model you are given.
- Return a NumPy array or an eager tensor; a list is right too where it holds class numbers or
  indices.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  predicts_the_most_probable_class: of each image, also of a single one
    1  finds_the_wrong_ones: their indices, ascending
    1  finds_none_where_all_are_right: an empty array or list
    1  counts_true_by_predicted: rows are the true classes, columns the predicted
    1  has_every_class: num_classes rows and columns
    1  draws_every_wrong_image: the wrong images and no other
    1  draws_at_most_max_images: max_images of them where there are more
    1  titles_say_true_and_predicted: the first two numbers in each title
    1  says_that_there_is_no_error: a text, and no image
    1  leaves_arguments_alone: nothing given is changed, no file is written
"""

import math

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def predict_labels(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """Predict the class of each image: the most probable one.

    Args:
        model: a model that gives `(batch, num_classes)` probabilities. It is not changed.
        images: preprocessed images, `float32`, `(N, H, W, C)`, `N` at least 1.

    Returns:
        Class numbers, integers, `(N,)`.

    Example:
        >>> predict_labels(model, test_images[:5])
        array([7, 2, 1, 0, 4])
    """
    # TODO: Predict the probabilities and take the most probable class of each row.
    raise NotImplementedError


def find_errors(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Find the images that the model classifies wrongly.

    Args:
        model: a model that gives `(batch, num_classes)` probabilities. It is not changed.
        images: preprocessed images, `float32`, `(N, H, W, C)`, `N` at least 1.
        labels: their true classes, integers, `(N,)`.

    Returns:
        The indices of the images whose predicted class differs from the label: integers, in
        ascending order. Where there is none, an empty integer array or an empty list.

    Example:
        >>> find_errors(model, test_images[:1000], test_labels[:1000])
        array([247, 582, 659])
    """
    # TODO: Compare the predicted classes with the labels; return where they differ.
    raise NotImplementedError


def confusion_matrix(
    labels: np.ndarray, predictions: np.ndarray, num_classes: int = 10
) -> np.ndarray:
    """Count how often each true class was predicted as each class.

    Args:
        labels: the true classes, integers, `(N,)`, `N` at least 1.
        predictions: the predicted classes, integers, `(N,)`.
        num_classes: how many classes there are, at least 2.

    Returns:
        Integers, `(num_classes, num_classes)`. The rows are the true classes, the columns the
        predicted ones. Classes that do not occur have their row and column too.

    Example:
        >>> confusion_matrix(np.array([0, 1, 1]), np.array([0, 2, 1]), num_classes=3)
        array([[1, 0, 0],
               [0, 1, 1],
               [0, 0, 0]])
    """
    # TODO: Count each pair of true class (row) and predicted class (column).
    raise NotImplementedError


def plot_errors(
    images: np.ndarray, labels: np.ndarray, predictions: np.ndarray, max_images: int = 25
) -> Figure:
    """Draw wrongly classified images, each with its true and its predicted class.

    Draw as many of the wrongly classified images as there are, but at most `max_images`, in
    any order, and no other image. The first two numbers in the title of each are its true and
    its predicted class, in this order. Axes that hold no image are empty. Where no image is
    wrong, the figure has no image and says so in a text.

    Return the figure. Nothing need be shown or saved; a `plt.show()` does no harm.

    Args:
        images: `(N, 28, 28)` or `(N, 28, 28, 1)`, raw (`uint8`, 0-255) or preprocessed
            (`float32`, 0-1), `N` at least 1.
        labels: their true classes, integers, `(N,)`.
        predictions: their predicted classes, integers, `(N,)`.
        max_images: the largest number of images to draw.

    Returns:
        The `matplotlib.figure.Figure`.

    Example:
        >>> figure = plot_errors(images, np.array([4, 7, 1]), np.array([9, 7, 1]))
        >>> [axis.get_title() for axis in figure.axes]
        ['true 4, predicted 9']
    """
    # TODO: Draw the wrongly classified images, with both classes in each title.
    raise NotImplementedError
