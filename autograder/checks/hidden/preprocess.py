"""Exercise 1, hidden: images and labels that the visible checks do not try."""

from __future__ import annotations

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import preprocess as visible
from autograder.checks.hidden.reference import reference
from autograder.student import Student

solution = reference("preprocess")


@hidden_check(
    "preprocess_images",
    see="preprocessing#scale",
    after=(
        visible.scales_by_255,
        visible.normalises_dark_images_alike,
        visible.keeps_a_channel_axis,
        visible.takes_any_number_and_size,
    ),
)
def prepares_any_images(student: Student, rng: np.random.Generator) -> None:
    """Images of any number, size, brightness and channels come out as promised."""
    n, height, width = (int(size) for size in rng.integers((8, 29, 29), (40, 60, 60)))
    channels = int(rng.choice([2, 4, 5]))
    for shape, darkest, brightest in (
        ((n, height, width), 0, int(rng.integers(1, 40))),
        ((n, 28, width), int(rng.integers(90, 200)), 255),
        ((n, height, 28, 1), 0, int(rng.integers(90, 255))),
        ((2, height, width, channels), 0, 255),
        ((3, 28, 28), 0, 0),
        ((1, 28, 28), 255, 255),
    ):
        images = rng.integers(darkest, brightest + 1, shape, dtype=np.uint8)
        found = student.preprocess_images(images)
        expect.close(found, solution.preprocess_images(images), dtype="float32")


@hidden_check(
    "one_hot",
    see="preprocessing#one-hot",
    after=(visible.marks_the_label, visible.makes_num_classes_columns),
)
def marks_any_labels(student: Student, rng: np.random.Generator) -> None:
    """Labels of any number of classes, one or hundreds of them, become one-hot rows."""
    few, many = int(rng.choice([2, 3, 4, 9])), int(rng.integers(16, 200))
    for num_classes, n in ((few, 1), (many, 1), (few, 300), (many, int(rng.integers(30, 300)))):
        kind = rng.choice(["uint8", "int32", "int64"])
        labels = rng.integers(0, num_classes, n).astype(kind)
        found = student.one_hot(labels, num_classes=num_classes)
        expect.close(found, solution.one_hot(labels, num_classes=num_classes), dtype="number")
    labels = rng.integers(0, 10, int(rng.integers(1, 60)))
    expect.close(student.one_hot(labels), solution.one_hot(labels), dtype="number")
