"""What the hidden checks of exercises 3 and 4 expect of a network, beside the reference's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder import expect
from autograder.checks.architecture import Step, expect_chain, expect_input_shape, steps_of
from autograder.student import Student
from autograder.text import _


def expect_network(
    student: Student,
    value: Any,
    promised: Any,
    rng: np.random.Generator,
    rules: Sequence[Callable[[list[Step]], None]] = (),
) -> None:
    """Expect a network for the same images and classes as the reference's that keeps the rules.

    Args:
        student: whose network it is.
        value: what the student's function returned.
        promised: the reference's Keras model.
        rng: decides the images that it is tried on.
        rules: each raises a Failure where the network's steps break it.
    """
    shape, num_classes = promised.input_shape[1:], promised.output_shape[-1]
    model = expect.model(value)
    expect_input_shape(model, shape)
    if rules:
        steps = steps_of(expect_chain(value, shape), shape)
        for rule in rules:
            rule(steps)
    images = rng.random((2, *shape), dtype="float32")
    rows = expect.array(student.predict(model, images), shape=(2, num_classes))
    expect.that(
        bool(rows.min() >= -1e-6 and np.allclose(rows.sum(axis=1), 1, atol=1e-3)),
        _("the model's predictions are no probabilities"),
        got=_("the values of one image sum to {sum}").format(sum=f"{rows[0].sum():.3g}"),
        promised=_("every value at least 0, every row summing to 1"),
    )
