"""Exercise 3: a multilayer perceptron, read layer by layer."""

from __future__ import annotations

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.checks.architecture import (
    Shape,
    Step,
    expect_activated,
    expect_chain,
    expect_flat_before_dense,
    expect_input_shape,
    expect_outputs,
    expect_probabilities,
    first_fault,
    steps_of,
)
from autograder.expect import same_evidence
from autograder.records.kinds import Model
from autograder.student import Student
from autograder.text import _

MNIST: Shape = (28, 28, 1)


def usual_model(student: Student) -> Model:
    """Return the student's network with nothing said; it is built once for all checks."""
    return student.remember("usual model", lambda: expect.model(student.build_mlp()))


def model_of_two_classes(student: Student) -> Model:
    """Return the student's network for two classes; it is built once for all checks."""
    return student.remember(
        "model of two classes",
        lambda: expect.model(student.build_mlp(input_shape=MNIST, num_classes=2)),
    )


def usual_steps(student: Student) -> list[Step]:
    """Return the steps of the student's network for MNIST."""
    return student.remember("usual steps", lambda: steps_of(usual_model(student), MNIST))


def expect_no_convolution(steps: list[Step]) -> None:
    """Expect neither convolution nor pooling."""
    for step in steps:
        expect.that(
            not (step.is_convolution or step.is_pooling),
            _("there is a {layer} in it").format(layer=step.kind),
            promised=_("no convolution and no pooling: they come in the next exercise"),
            evidence=("convolution" if step.is_convolution else "pooling", step.is_global),
        )


def expect_hidden_layer(steps: list[Step]) -> None:
    """Expect a Dense before the last one."""
    dense = [step for step in steps if step.kind == "Dense"]
    expect.that(
        len(dense) >= 2,
        _("there is no hidden layer: only the Dense that gives the classes")
        if dense
        else _("there is no Dense layer"),
        promised=_("one or more hidden Dense layers before the last"),
        evidence=("hidden", len(dense)),
    )


def expect_hidden_activated(steps: list[Step]) -> None:
    """Expect a non-linear activation after every hidden Dense."""
    dense = [step for step in steps if step.kind == "Dense"]
    expect_activated(
        dense[:-1],
        _("the hidden layer {layer} has no non-linear activation"),
        _("a non-linear activation for every hidden layer"),
    )


@check("build_mlp", points=1, see="mlp#one-chain")
def returns_a_chain_of_keras_layers(student: Student, rng: np.random.Generator) -> None:
    """It returns a Sequential or functional model: one chain of Keras's own layers."""
    expect_chain(usual_model(student), MNIST)


@check("build_mlp", points=2, see="mlp#flatten", after=returns_a_chain_of_keras_layers)
def flattens_before_the_first_dense(student: Student, rng: np.random.Generator) -> None:
    """The image becomes one row of numbers (Flatten) before the Dense layers see it."""
    expect_flat_before_dense(usual_steps(student))


@check("build_mlp", points=1, see="mlp#dense-only", after=returns_a_chain_of_keras_layers)
def has_no_convolution_or_pooling(student: Student, rng: np.random.Generator) -> None:
    """There is no convolution and no pooling in it."""
    expect_no_convolution(usual_steps(student))


@check("build_mlp", points=1, see="mlp#hidden-layers", after=returns_a_chain_of_keras_layers)
def has_a_hidden_layer(student: Student, rng: np.random.Generator) -> None:
    """Before the last Dense there are one or more hidden Dense layers."""
    expect_hidden_layer(usual_steps(student))


@check("build_mlp", points=1, see="mlp#non-linear", after=has_a_hidden_layer)
def activates_every_hidden_layer(student: Student, rng: np.random.Generator) -> None:
    """Every hidden Dense has a non-linear activation."""
    expect_hidden_activated(usual_steps(student))


@check("build_mlp", points=1, see="mlp#last-layer", after=returns_a_chain_of_keras_layers)
def ends_in_num_classes_units(student: Student, rng: np.random.Generator) -> None:
    """The last Dense has num_classes units, whatever that number is."""
    num_classes = int(rng.integers(12, 30))  # with 10 units, not one too few
    model = student.build_mlp(input_shape=MNIST, num_classes=num_classes)
    expect_outputs(expect.model(model), MNIST, num_classes)
    expect_outputs(model_of_two_classes(student), MNIST, 2)
    expect_outputs(usual_model(student), MNIST, 10)


@check("build_mlp", points=1, see="mlp#softmax", after=returns_a_chain_of_keras_layers)
def gives_probabilities(student: Student, rng: np.random.Generator) -> None:
    """For every image the output has no negative value and sums to 1."""
    num_classes = int(rng.integers(5, 10))
    model = student.build_mlp(input_shape=MNIST, num_classes=num_classes)
    expect_probabilities(expect.model(model), MNIST, num_classes, rng)
    expect_probabilities(model_of_two_classes(student), MNIST, 2, rng)


@check("build_mlp", points=1, see="mlp#input-shape", after=returns_a_chain_of_keras_layers)
def is_built_for_any_input_shape(student: Student, rng: np.random.Generator) -> None:
    """The model is built for input_shape: any height, width and number of channels."""
    height, width = (int(n) for n in rng.choice(np.arange(8, 27), 2, replace=False))
    shape = (height, width, int(rng.integers(2, 5)))
    num_classes = int(rng.integers(3, 10))
    model = student.build_mlp(input_shape=shape, num_classes=num_classes)
    expect_input_shape(expect.model(model), shape)
    rules = (
        expect_flat_before_dense,
        expect_no_convolution,
        expect_hidden_layer,
        expect_hidden_activated,
    )
    fault = first_fault(model, shape, *rules)
    if fault is not None:
        known = first_fault(usual_model(student), MNIST, *rules)
        if known is None or not same_evidence(known.evidence, fault.evidence):
            raise fault
    expect_input_shape(usual_model(student), MNIST)


@check("build_mlp", points=1, see="start#arguments", after=returns_a_chain_of_keras_layers)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """Building a network changes nothing that it is given and writes no file."""
    student.build_mlp(input_shape=MNIST, num_classes=int(rng.integers(3, 10)))
    expect.left_alone(student, "build_mlp")
