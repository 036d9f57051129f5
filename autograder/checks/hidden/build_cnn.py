"""Exercise 4, hidden: shapes and numbers of classes that the visible checks do not try."""

from __future__ import annotations

import numpy as np

from autograder.check import hidden_check
from autograder.checks import build_cnn as visible
from autograder.checks.hidden.networks import expect_network
from autograder.checks.hidden.reference import reference
from autograder.student import Student

solution = reference("build_cnn")

RULES = (
    visible.expect_convolutions,
    visible.expect_convolutions_activated,
    visible.expect_growing_filters,
    visible.expect_pooling,
    visible.expect_classifier,
)
EVERYTHING = (
    visible.convolves_3_by_3,
    visible.activates_every_convolution,
    visible.grows_the_filters,
    visible.halves_in_two_or_more_blocks,
    visible.flattens_and_classifies,
    visible.ends_in_num_classes_units,
    visible.gives_probabilities,
    visible.is_built_for_any_input_shape,
)


@hidden_check("build_cnn", see="mlp#input-shape", after=EVERYTHING)
def is_right_for_other_images_and_classes(student: Student, rng: np.random.Generator) -> None:
    """For any image shape and number of classes the network is the promised one."""
    height, width = (int(n) for n in rng.choice(np.arange(41, 57), 2, replace=False))
    shape, num_classes = (height, width, int(rng.integers(1, 6))), int(rng.integers(10, 40))
    found = student.build_cnn(input_shape=shape, num_classes=num_classes)
    expect_network(student, found, solution.build_cnn(shape, num_classes), rng, RULES)
    shape, num_classes = (28, int(rng.integers(29, 41)), 6), int(rng.choice([2, 10, 50]))
    found = student.build_cnn(input_shape=shape, num_classes=num_classes)
    expect_network(student, found, solution.build_cnn(shape, num_classes), rng)


@hidden_check("build_cnn", see="cnn#classifier", after=EVERYTHING)
def is_right_for_mnist_with_other_classes(student: Student, rng: np.random.Generator) -> None:
    """For MNIST's images and any number of classes it gives the promised network."""
    num_classes = int(rng.choice([*range(3, 10), *range(11, 20)]))
    found = student.build_cnn(num_classes=num_classes)
    expect_network(student, found, solution.build_cnn(num_classes=num_classes), rng, RULES)
