"""Exercise 3, hidden: shapes and numbers of classes that the visible checks do not try."""

from __future__ import annotations

import numpy as np

from autograder.check import hidden_check
from autograder.checks import build_mlp as visible
from autograder.checks.architecture import expect_flat_before_dense
from autograder.checks.hidden.networks import expect_network
from autograder.checks.hidden.reference import reference
from autograder.student import Student

solution = reference("build_mlp")

RULES = (
    expect_flat_before_dense,
    visible.expect_no_convolution,
    visible.expect_hidden_layer,
    visible.expect_hidden_activated,
)
EVERYTHING = (
    visible.flattens_before_the_first_dense,
    visible.has_no_convolution_or_pooling,
    visible.has_a_hidden_layer,
    visible.activates_every_hidden_layer,
    visible.ends_in_num_classes_units,
    visible.gives_probabilities,
    visible.is_built_for_any_input_shape,
)


@hidden_check("build_mlp", see="mlp#input-shape", after=EVERYTHING)
def is_right_for_other_images_and_classes(student: Student, rng: np.random.Generator) -> None:
    """For any image shape and number of classes the network is the promised one."""
    height, width = (int(n) for n in rng.choice(np.arange(29, 41), 2, replace=False))
    shape, num_classes = (height, width, int(rng.integers(1, 6))), int(rng.integers(10, 40))
    found = student.build_mlp(input_shape=shape, num_classes=num_classes)
    expect_network(student, found, solution.build_mlp(shape, num_classes), rng, RULES)
    shape, num_classes = (int(rng.integers(3, 8)), 28, 1), int(rng.choice([2, 10, 50]))
    found = student.build_mlp(input_shape=shape, num_classes=num_classes)
    expect_network(student, found, solution.build_mlp(shape, num_classes), rng)


@hidden_check("build_mlp", see="mlp#hidden-layers", after=EVERYTHING)
def is_right_for_mnist_with_other_classes(student: Student, rng: np.random.Generator) -> None:
    """For MNIST's images and any number of classes it gives the promised network."""
    num_classes = int(rng.choice([*range(3, 10), *range(11, 20)]))
    found = student.build_mlp(num_classes=num_classes)
    expect_network(student, found, solution.build_mlp(num_classes=num_classes), rng, RULES)
