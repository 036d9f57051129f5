"""Exercise 1: what learners get wrong when they make pixels and labels ready."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

SHAPE = "returns_float32_with_channel_axis"
SCALE = ("scales_by_255", "normalises_dark_images_alike")


def as_float(values: Any) -> np.ndarray:
    """Return the values as float32."""
    return np.asarray(values, dtype="float32")


def with_channel(images: np.ndarray) -> np.ndarray:
    """Return images (N, H, W) or (N, H, W, C) as (N, H, W, C)."""
    return images.reshape(*images.shape[:3], -1) if images.ndim == 4 else np.stack([images], axis=3)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("the arithmetic is done, but the type is not what Keras trains with: look at .dtype"),
    see="preprocessing#float32",
)
def leaves_float64(images: np.ndarray) -> Any:
    """leaves the images in float64"""
    return np.true_divide(with_channel(images), 255)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("a convolution wants (height, width, channels) for each image: where is the last one?"),
    see="preprocessing#channel-axis",
)
def forgets_the_channel_axis(images: np.ndarray) -> Any:
    """leaves the channel axis out"""
    return as_float(images) / 255


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("Keras keeps channels last by default: which axis did you add?"),
    see="preprocessing#channel-axis",
)
def puts_the_channel_first(images: np.ndarray) -> Any:
    """puts the channel axis right after the batch's"""
    return np.moveaxis(as_float(with_channel(images)) / 255, -1, 1)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("axis 0 counts the images: the new axis belongs at the other end"),
    see="preprocessing#channel-axis",
)
def puts_the_axis_in_front(images: np.ndarray) -> Any:
    """puts the new axis in front of the batch"""
    return as_float(images)[None] / 255


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("flattening is the network's first layer, not part of the preprocessing"),
    see="preprocessing#channel-axis",
)
def flattens_the_images(images: np.ndarray) -> Any:
    """flattens every image into one row"""
    return as_float(images).reshape(len(images), -1) / 255


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("uint8 holds whole numbers only: is the cast before the division or after it?"),
    see="preprocessing#float32",
)
def divides_whole_numbers(images: np.ndarray) -> Any:
    """divides while the images are still uint8"""
    return as_float(with_channel(images) // 255)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("a float32 image still reaches from 0 to 255: what brings it to 0 to 1?"),
    see="preprocessing#scale",
)
def forgets_to_scale(images: np.ndarray) -> Any:
    """casts, but does not divide by 255"""
    return as_float(with_channel(images))


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("what is the largest value that a uint8 pixel can have?"),
    see="preprocessing#scale",
)
def divides_by_256(images: np.ndarray) -> Any:
    """divides by 256"""
    return as_float(with_channel(images)) / 256


@misconception(
    "preprocess_images",
    caught_by=("normalises_dark_images_alike", "scales_by_255"),
    hint=_("the same pixel must get the same value in every batch: what does max() depend on?"),
    see="preprocessing#scale",
)
def divides_by_the_largest_pixel(images: np.ndarray) -> Any:
    """divides by the batch's largest pixel"""
    values = as_float(with_channel(images))
    return values / max(values.max(initial=0), 1)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("one division is enough: is a second one left in your code?"),
    see="preprocessing#scale",
)
def divides_twice(images: np.ndarray) -> Any:
    """divides by 255 twice"""
    return as_float(with_channel(images)) / 255 / 255


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("the promise is 0 to 1, not -1 to 1"),
    see="preprocessing#scale",
)
def centres_on_zero(images: np.ndarray) -> Any:
    """scales to -1 to 1"""
    return as_float(with_channel(images)) / 127.5 - 1


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("the promise is the pixel divided by 255, not mean 0 and deviation 1"),
    see="preprocessing#scale",
)
def standardises(images: np.ndarray) -> Any:
    """subtracts the mean and divides by the standard deviation"""
    values = as_float(with_channel(images))
    return (values - values.mean()) / max(values.std(), 1e-7)


@misconception(
    "preprocess_images",
    caught_by="keeps_a_channel_axis",
    hint=_("look at images.ndim before adding an axis"),
    see="preprocessing#channel-axis",
)
def adds_a_second_channel_axis(images: np.ndarray) -> Any:
    """adds a channel axis although there is one"""
    return as_float(images)[..., None] / 255


@misconception(
    "preprocess_images",
    caught_by="takes_any_number_and_size",
    hint=_("take height and width from images.shape"),
    see="preprocessing#any-size",
)
def assumes_28_by_28(images: np.ndarray) -> Any:
    """assumes images of 28 × 28"""
    channels = images.shape[3] if images.ndim == 4 else 1
    return as_float(images).reshape(-1, 28, 28, channels) / 255


@misconception(
    "preprocess_images",
    caught_by="leaves_arguments_alone",
    hint=_("`images *= …` and `images[...] = …` change the array of whoever called you"),
    see="start#arguments",
)
def scales_in_place(images: np.ndarray) -> Any:
    """changes the array that it was given"""
    result = as_float(with_channel(images)) / 255
    images[...] = np.round(result).reshape(images.shape)
    return result


@misconception(
    "one_hot",
    caught_by="marks_the_label",
    hint=_("a label is one number; a one-hot row has a column for every class"),
    see="preprocessing#one-hot",
)
def returns_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns the labels as they are"""
    return np.array(labels)


@misconception(
    "one_hot",
    caught_by="marks_the_label",
    hint=_("rows are samples, columns are classes: look at the shape of what you return"),
    see="preprocessing#one-hot",
)
def encodes_along_the_wrong_axis(labels: np.ndarray, num_classes: int = 10) -> Any:
    """puts the classes in rows and the samples in columns"""
    return as_float(np.arange(num_classes)[:, None] == labels)


@misconception(
    "one_hot",
    caught_by="marks_the_label",
    hint=_("column 0 belongs to label 0"),
    see="preprocessing#one-hot",
)
def counts_columns_from_one(labels: np.ndarray, num_classes: int = 10) -> Any:
    """counts the classes from 1"""
    return np.roll(as_float(labels[:, None] == np.arange(num_classes)), -1, axis=1)


@misconception(
    "one_hot",
    caught_by="marks_the_label",
    hint=_("print two rows: how many ones does each have?"),
    see="preprocessing#one-hot",
)
def writes_the_label_itself(labels: np.ndarray, num_classes: int = 10) -> Any:
    """writes the label's number instead of a 1"""
    return as_float((labels[:, None] == np.arange(num_classes)) * labels[:, None])


@misconception(
    "one_hot",
    caught_by="makes_num_classes_columns",
    hint=_("a class may be missing from a batch and still needs its column"),
    see="preprocessing#num-classes",
)
def counts_classes_from_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes as many columns as the largest label asks for"""
    return as_float(labels[:, None] == np.arange(int(np.max(labels)) + 1))


@misconception(
    "one_hot",
    caught_by="makes_num_classes_columns",
    hint=_("a column for every class, not for every label that occurs"),
    see="preprocessing#num-classes",
)
def keeps_only_classes_that_occur(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes a column only for the labels that occur"""
    return as_float(labels[:, None] == np.unique(labels))


@misconception(
    "one_hot",
    caught_by="makes_num_classes_columns",
    hint=_("how many classes there are is an argument"),
    see="preprocessing#num-classes",
)
def always_makes_ten_columns(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes ten columns whatever num_classes says"""
    return as_float(labels[:, None] == np.arange(10))
