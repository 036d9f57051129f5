"""Exercise 1: what learners get wrong when they make pixels and labels ready."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

SHAPE = "returns_float32_with_channel_axis"
SCALE = (
    "scales_by_255",
    "normalises_dark_images_alike",
    "keeps_a_channel_axis",
    "takes_any_number_and_size",
)
AXIS = "keeps_a_channel_axis"
SIZES = "takes_any_number_and_size"


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
    caught_by=("normalises_dark_images_alike",),
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
    caught_by=AXIS,
    hint=_("look at images.ndim before adding an axis"),
    see="preprocessing#channel-axis",
)
def adds_a_second_channel_axis(images: np.ndarray) -> Any:
    """adds a channel axis although there is one"""
    return as_float(images)[..., None] / 255


@misconception(
    "preprocess_images",
    caught_by=SIZES,
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
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("print what your function returns: is there a `return` at its end?"),
    see="start#run-it",
)
def returns_nothing(images: np.ndarray) -> Any:
    """scales the images, but returns nothing"""
    with_channel(images) / np.float32(255)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("`/=` writes into the uint8 array, which cannot hold fractions: make a new array"),
    see="preprocessing#float32",
)
def divides_in_place(images: np.ndarray) -> Any:
    """divides the uint8 array itself (/=)"""
    scaled = with_channel(images).copy()
    scaled /= 255
    return scaled


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("`*=` keeps the type of the array: which type can hold fractions?"),
    see="preprocessing#float32",
)
def multiplies_in_place(images: np.ndarray) -> Any:
    """multiplies the uint8 array itself (*=)"""
    scaled = with_channel(images).copy()
    scaled *= 1 / 255
    return scaled


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("adding the axis is half of it: which type and which values does a network want?"),
    see="preprocessing#float32",
)
def only_adds_the_axis(images: np.ndarray) -> Any:
    """adds the channel axis, but leaves the pixels as whole numbers"""
    return with_channel(images) + np.uint8(0)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("a whole-number type has no place for fractions: what becomes of 0.5 in it?"),
    see="preprocessing#float32",
)
def scales_to_whole_numbers(images: np.ndarray) -> Any:
    """makes whole numbers of the scaled pixels"""
    return (with_channel(images) / 255).astype(np.uint8)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("the promised type is float32: look at .dtype"),
    see="preprocessing#float32",
)
def casts_to_float16(images: np.ndarray) -> Any:
    """casts to float16"""
    return as_float(with_channel(images) / 255).astype(np.float16)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("a list has no shape and no dtype: what makes one array of it?"),
    see="start#run-it",
)
def returns_a_list_of_images(images: np.ndarray) -> Any:
    """returns a list of images, not one array"""
    return [as_float(image)[..., None] / 255 for image in images]


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("one grey channel is enough: the number of channels is not the number of colours"),
    see="preprocessing#channel-axis",
)
def repeats_the_channel(images: np.ndarray) -> Any:
    """copies the grey channel three times"""
    return np.repeat(as_float(with_channel(images)) / 255, 3, axis=3)


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("the image keeps its size: what does your code do to height and width?"),
    see="preprocessing#channel-axis",
)
def pads_to_32_by_32(images: np.ndarray) -> Any:
    """makes the images larger, 32 × 32"""
    margins = ((0, 0), (2, 2), (2, 2), (0, 0))
    return np.pad(as_float(with_channel(images)) / 255, margins)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("the promise is the pixel divided by 255: no mean is subtracted"),
    see="preprocessing#scale",
)
def standardises_by_known_numbers(images: np.ndarray) -> Any:
    """subtracts 0.1307 and divides by 0.3081, as PyTorch examples do"""
    return (as_float(with_channel(images)) / 255 - 0.1307) / 0.3081


@misconception(
    "preprocess_images",
    caught_by=("scales_by_255", "normalises_dark_images_alike", "takes_any_number_and_size"),
    hint=_("the same pixel gets the same value in every image: what does your scale depend on?"),
    see="preprocessing#scale",
)
def divides_each_image_by_its_maximum(images: np.ndarray) -> Any:
    """divides each image by its own largest pixel"""
    values = as_float(with_channel(images))
    if len(values) == 0:
        return values
    return values / np.maximum(values.max(axis=(1, 2, 3), keepdims=True), 1)


@misconception(
    "preprocess_images",
    caught_by=("normalises_dark_images_alike",),
    hint=_("the same pixel must get the same value in every batch: on what does (x - min) depend?"),
    see="preprocessing#scale",
)
def stretches_from_min_to_max(images: np.ndarray) -> Any:
    """stretches the batch from its smallest to its largest pixel"""
    values = as_float(with_channel(images))
    low, high = values.min(initial=255), values.max(initial=0)
    return (values - low) / max(high - low, 1)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("`normalize` gives rows or columns the length 1: it does not divide by 255"),
    see="preprocessing#scale",
)
def normalises_columns_to_length_1(images: np.ndarray) -> Any:
    """scales by keras.utils.normalize along axis 1, to length 1"""
    values = as_float(with_channel(images))
    length = np.sqrt((values**2).sum(axis=1, keepdims=True))
    return values / np.where(length == 0, 1, length)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("`normalize` gives rows or columns the length 1: it does not divide by 255"),
    see="preprocessing#scale",
)
def normalises_rows_to_length_1(images: np.ndarray) -> Any:
    """scales by keras.utils.normalize along the last axis, to length 1"""
    values = as_float(with_channel(images))
    length = np.sqrt((values**2).sum(axis=2, keepdims=True))
    return values / np.where(length == 0, 1, length)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("the promise is 0 for black and 1 for white: what do you subtract?"),
    see="preprocessing#scale",
)
def subtracts_a_half(images: np.ndarray) -> Any:
    """scales to -0.5 to 0.5"""
    return as_float(with_channel(images)) / 255 - 0.5


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("black, 0 in the raw image, stays 0"),
    see="preprocessing#scale",
)
def inverts_the_images(images: np.ndarray) -> Any:
    """swaps black and white"""
    return 1 - as_float(with_channel(images)) / 255


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("there are many greys between black and white: keep them"),
    see="preprocessing#scale",
)
def makes_black_and_white(images: np.ndarray) -> Any:
    """makes every pixel black or white"""
    return as_float(with_channel(images) > 127)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("there are many greys between black and white: keep them"),
    see="preprocessing#scale",
)
def marks_the_ink(images: np.ndarray) -> Any:
    """makes every pixel that is not black white"""
    return as_float(with_channel(images) > 0)


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("what is the largest value that a uint8 pixel can have?"),
    see="preprocessing#scale",
)
def divides_by_127_5(images: np.ndarray) -> Any:
    """divides by half of 255"""
    return as_float(with_channel(images)) / 127.5


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("an image may have three channels: `images.shape[-1]` says how many there are"),
    see="preprocessing#channel-axis",
)
def knows_one_channel_only(images: np.ndarray) -> Any:
    """reshapes to one channel, however many the images have"""
    return as_float(images).reshape(*images.shape[:3], 1) / 255


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("look at images.ndim: what does reshape do with the three channels of an image?"),
    see="preprocessing#channel-axis",
)
def makes_an_image_of_each_channel(images: np.ndarray) -> Any:
    """makes an image of its own of every channel"""
    return as_float(images).reshape(-1, *images.shape[1:3], 1) / 255


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_(
        "images.ndim says whether the channel axis is there; there may be any number of channels"
    ),
    see="preprocessing#channel-axis",
)
def knows_a_channel_axis_of_1_only(images: np.ndarray) -> Any:
    """adds a second channel axis to images with three channels"""
    values = as_float(images) / 255
    return values if values.shape[-1] == 1 else values[..., None]


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("images that have their channel axis keep all of their channels"),
    see="preprocessing#channel-axis",
)
def keeps_the_first_channel(images: np.ndarray) -> Any:
    """keeps only the first channel of images that have several"""
    return as_float(with_channel(images))[..., :1] / 255


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("images that have their channel axis keep all of their channels"),
    see="preprocessing#channel-axis",
)
def averages_the_channels(images: np.ndarray) -> Any:
    """turns images with several channels grey"""
    return as_float(with_channel(images)).mean(axis=3, keepdims=True) / 255


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("follow the case of four axes through your code: is it scaled and returned there too?"),
    see="preprocessing#channel-axis",
)
def leaves_four_axes_raw(images: np.ndarray) -> Any:
    """returns images that have their channel axis as they are"""
    return as_float(images)[..., None] / 255 if images.ndim == 3 else images.copy()


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("follow the case of four axes through your code: is there a `return` for it?"),
    see="preprocessing#channel-axis",
)
def returns_nothing_for_four_axes(images: np.ndarray) -> Any:
    """returns nothing for images that have their channel axis"""
    return as_float(images)[..., None] / 255 if images.ndim == 3 else None


@misconception(
    "preprocess_images",
    caught_by=SIZES,
    hint=_("take height and width from images.shape"),
    see="preprocessing#any-size",
)
def assumes_28_by_28_of_any_number(images: np.ndarray) -> Any:
    """assumes images of 28 × 28, or square ones, taking their number from the array"""
    channels = images.shape[3] if images.ndim == 4 else 1
    return as_float(images).reshape(len(images), 28, 28, channels) / 255


@misconception(
    "preprocess_images",
    caught_by=SIZES,
    hint=_("without images the list is empty, and its array has one axis: where are the others?"),
    see="preprocessing#any-size",
)
def loses_the_shape_without_images(images: np.ndarray) -> Any:
    """collects the images in a list, which is empty where there are none"""
    return np.array([image / np.float32(255) for image in with_channel(images)])


@misconception(
    "preprocess_images",
    caught_by=SIZES,
    hint=_("`np.stack` needs at least one array: what of a batch without images?"),
    see="preprocessing#any-size",
)
def stacks_no_images(images: np.ndarray) -> Any:
    """stacks the images one by one, which breaks where there are none"""
    return np.stack([image / np.float32(255) for image in with_channel(images)])


@misconception(
    "preprocess_images",
    caught_by=SIZES,
    hint=_("one image is a batch of one: it keeps its first axis"),
    see="preprocessing#any-size",
)
def squeezes_a_single_image(images: np.ndarray) -> Any:
    """loses the first axis of a batch with one image"""
    values = as_float(with_channel(images)) / 255
    return values[0] if len(values) == 1 else values


@misconception(
    "preprocess_images",
    caught_by="leaves_arguments_alone",
    hint=_("an argument must name a file before you write one: this function only returns"),
    see="start#arguments",
)
def saves_the_images(images: np.ndarray) -> Any:
    """saves the images in a file"""
    scaled = as_float(with_channel(images)) / 255
    np.save("images.npy", scaled)
    return scaled


@misconception(
    "preprocess_images",
    caught_by="normalises_dark_images_alike",
    hint=_("images are raw however dark they are: when does your function not divide?"),
    see="preprocessing#scale",
)
def divides_only_above_one(images: np.ndarray) -> Any:
    """divides only where some pixel is above 1"""
    values = as_float(with_channel(images))
    return values / 255 if values.max(initial=0) > 1 else values


@misconception(
    "preprocess_images",
    caught_by=AXIS,
    hint=_("an image may have any number of channels: what tells (N, H, W) from (N, H, W, C)?"),
    see="preprocessing#channel-axis",
)
def knows_one_or_three_channels(images: np.ndarray) -> Any:
    """takes the last axis for channels only where it has 1 or 3"""
    values = as_float(images) / 255
    return values if images.shape[-1] in (1, 3) else values[..., None]


@misconception(
    "preprocess_images",
    caught_by=SHAPE,
    hint=_("how many images there are, the array itself says: look at images.shape"),
    see="preprocessing#any-size",
)
def assumes_60000_images(images: np.ndarray) -> Any:
    """reshapes to the 60000 images of the training set"""
    return as_float(images).reshape(60000, 28, 28, 1) / 255


@misconception(
    "preprocess_images",
    caught_by=SCALE,
    hint=_("a scaler fitted on these images gives each place a scale of its own; 255 is fixed"),
    see="preprocessing#scale",
)
def fits_a_scaler(images: np.ndarray) -> Any:
    """scales by a MinMaxScaler fitted on the images"""
    values = as_float(with_channel(images))
    rows = values.reshape(len(values), -1)
    low, high = rows.min(axis=0, initial=255), rows.max(axis=0, initial=0)
    return ((rows - low) / np.where(high > low, high - low, 1)).reshape(values.shape)


@misconception(
    "preprocess_images",
    caught_by=SIZES,
    hint=_("an image is rows by columns, height first: in which order do you name them?"),
    see="preprocessing#any-size",
)
def swaps_height_and_width(images: np.ndarray) -> Any:
    """takes the height for the width when it reshapes"""
    values = as_float(with_channel(images)) / 255
    n, height, width, channels = values.shape
    return values.reshape(n, width, height, channels)
