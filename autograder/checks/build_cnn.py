"""Exercise 4: a convolutional network, read layer by layer."""

from __future__ import annotations

import itertools

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
from autograder.expect import Failure, same_evidence
from autograder.records.kinds import Model
from autograder.student import Student
from autograder.text import _

MNIST: Shape = (28, 28, 1)


def usual_model(student: Student) -> Model:
    """Return the student's network with nothing said; it is built once for all checks."""
    return student.remember("usual model", lambda: expect.model(student.build_cnn()))


def model_of_two_classes(student: Student) -> Model:
    """Return the student's network for two classes; it is built once for all checks."""
    return student.remember(
        "model of two classes",
        lambda: expect.model(student.build_cnn(input_shape=MNIST, num_classes=2)),
    )


def usual_steps(student: Student) -> list[Step]:
    """Return the steps of the student's network for MNIST."""
    return student.remember("usual steps", lambda: steps_of(usual_model(student), MNIST))


def convolutions_of(steps: list[Step]) -> list[Step]:
    """Return the convolutions, of whatever kind."""
    return [step for step in steps if step.is_convolution]


def expect_convolutions(steps: list[Step]) -> None:
    """Expect Conv2D layers, each 3 × 3 with stride 1."""
    convolutions = convolutions_of(steps)
    expect.that(bool(convolutions), _("there is no Conv2D in it"), evidence=("no convolution",))
    for step in convolutions:
        expect.that(
            step.kind == "Conv2D",
            _("{layer} is not a Conv2D").format(layer=step.name),
            promised="Conv2D",
            evidence=("convolution", step.kind),
        )
        kernel, strides = tuple(step.layer.kernel_size), tuple(step.layer.strides)
        expect.that(
            kernel == (3, 3),
            _("{layer} has a kernel of {size}").format(layer=step.name, size=kernel),
            promised="(3, 3)",
            evidence=("kernel",),
        )
        expect.that(
            strides == (1, 1),
            _("{layer} has strides {strides}").format(layer=step.name, strides=strides),
            promised=_("(1, 1): making the image smaller is left to the pooling"),
            evidence=("strides", strides),
        )


def expect_convolutions_activated(steps: list[Step]) -> None:
    """Expect a non-linear activation after every convolution."""
    expect_activated(
        convolutions_of(steps),
        _("{layer} has no non-linear activation"),
        _("a non-linear activation for every Conv2D"),
    )


def expect_growing_filters(steps: list[Step]) -> None:
    """Expect filters that never fall, and more of them at the end than at the beginning."""
    filters = [int(getattr(step.layer, "filters", 0)) for step in convolutions_of(steps)]
    falls = any(later < earlier for earlier, later in itertools.pairwise(filters))
    if falls or not filters or filters[-1] <= filters[0]:
        problem = _("the filters do not grow from the first Conv2D to the last")
        if falls:
            problem = _("the number of filters falls from one Conv2D to the next")
        raise Failure(
            "values",
            problem,
            got=", ".join(map(str, filters)),
            promised=_("never fewer than before, and more in the last than in the first"),
            evidence=("filters", falls, len(filters) > 1),
        )


def expect_pooling(steps: list[Step]) -> None:
    """Expect two or more blocks of convolutions and one MaxPooling2D, 2 × 2 with stride 2."""
    features = _features(steps)
    poolings = [step for step in features if step.is_pooling]
    strided = [max(step.layer.strides) > 1 for step in convolutions_of(features)]
    expect.that(
        bool(poolings),
        _("there is no MaxPooling2D in it"),
        promised=_("a MaxPooling2D at the end of every block"),
        evidence=("no pooling", any(strided), bool(strided)),
    )
    for step in poolings:
        _expect_halving(step)
    _expect_blocks(features)
    expect.that(
        len(poolings) >= 2,
        _("there is one block only: the feature maps are halved once"),
        promised=_("two or more blocks of convolutions and a MaxPooling2D"),
        evidence=("one block",),
    )


def _features(steps: list[Step]) -> list[Step]:
    """Return the steps before the classifier: up to Flatten, or what stands in its place."""
    for place, step in enumerate(steps):
        if step.kind == "Flatten" or step.is_global:
            return steps[:place]
    return steps


def _expect_halving(step: Step) -> None:
    expect.that(
        step.kind == "MaxPooling2D",
        _("{layer} is not a MaxPooling2D").format(layer=step.name),
        promised="MaxPooling2D",
        evidence=("pooling", step.kind),
    )
    size, strides = tuple(step.layer.pool_size), tuple(step.layer.strides)
    expect.that(
        size == (2, 2),
        _("{layer} pools {size}").format(layer=step.name, size=size),
        promised="(2, 2)",
        evidence=("pool size",),
    )
    expect.that(
        strides == (2, 2),
        _("{layer} has strides {strides}").format(layer=step.name, strides=strides),
        promised=_("(2, 2), which halves height and width"),
        evidence=("pool strides", strides),
    )
    expect.that(
        step.layer.data_format == "channels_last",
        _("{layer} pools over the wrong axes").format(layer=step.name),
        promised='data_format="channels_last"',
        evidence=("pool axes",),
    )


def _expect_blocks(features: list[Step]) -> None:
    """Expect that a convolution stands before every pooling, and nothing else between."""
    before = ""
    for step in features:
        if step.is_pooling:
            expect.that(
                before != "",
                _("{layer} comes before the first Conv2D").format(layer=step.name),
                promised=_("a block begins with a Conv2D"),
                evidence=("pooling first",),
            )
            expect.that(
                before != "pooling",
                _("{layer} follows a pooling at once").format(layer=step.name),
                promised=_("one MaxPooling2D a block, after its convolutions"),
                evidence=("pooling twice",),
            )
        expect.that(
            step.kind != "Reshape",
            _("a Reshape stands among the convolutions"),
            promised=_("the feature maps as they are, until Flatten"),
            evidence=("reshape",),
        )
        before = "pooling" if step.is_pooling else "convolution"


def expect_classifier(steps: list[Step]) -> None:
    """Expect Flatten and then Dense layers, the hidden ones with a non-linear activation."""
    expect_flat_before_dense(steps)
    dense = [step for step in steps if step.kind == "Dense"]
    expect.that(bool(dense), _("no Dense layer follows Flatten"), evidence=("no dense",))
    expect_activated(
        dense[:-1],
        _("the hidden layer {layer} has no non-linear activation"),
        _("a non-linear activation for every hidden layer"),
    )


@check("build_cnn", points=1, see="mlp#one-chain")
def returns_a_chain_of_keras_layers(student: Student, rng: np.random.Generator) -> None:
    """It returns a Sequential or functional model: one chain of Keras's own layers."""
    expect_chain(usual_model(student), MNIST)


@check("build_cnn", points=1, see="convolution#kernel", after=returns_a_chain_of_keras_layers)
def convolves_3_by_3(student: Student, rng: np.random.Generator) -> None:
    """Every convolution is a Conv2D of 3 × 3 that moves by one pixel."""
    expect_convolutions(usual_steps(student))


@check(
    "build_cnn", points=1, see="convolution#conv-activation", after=returns_a_chain_of_keras_layers
)
def activates_every_convolution(student: Student, rng: np.random.Generator) -> None:
    """Every convolution has a non-linear activation."""
    expect_convolutions_activated(usual_steps(student))


@check("build_cnn", points=1, see="cnn#filters", after=convolves_3_by_3)
def grows_the_filters(student: Student, rng: np.random.Generator) -> None:
    """The number of filters never falls and ends higher than it began."""
    expect_growing_filters(usual_steps(student))


@check("build_cnn", points=1, see="convolution#pooling", after=returns_a_chain_of_keras_layers)
def halves_in_two_or_more_blocks(student: Student, rng: np.random.Generator) -> None:
    """Two or more blocks: convolutions, then one MaxPooling2D of 2 × 2 with stride 2."""
    expect_pooling(usual_steps(student))


@check("build_cnn", points=1, see="cnn#classifier", after=returns_a_chain_of_keras_layers)
def flattens_and_classifies(student: Student, rng: np.random.Generator) -> None:
    """Flatten, then Dense layers; hidden ones have a non-linear activation."""
    expect_classifier(usual_steps(student))


@check("build_cnn", points=1, see="mlp#last-layer", after=returns_a_chain_of_keras_layers)
def ends_in_num_classes_units(student: Student, rng: np.random.Generator) -> None:
    """The last Dense has num_classes units, whatever that number is."""
    num_classes = int(rng.integers(12, 30))  # with 10 units, not one too few
    model = student.build_cnn(input_shape=MNIST, num_classes=num_classes)
    expect_outputs(expect.model(model), MNIST, num_classes)
    expect_outputs(model_of_two_classes(student), MNIST, 2)
    expect_outputs(usual_model(student), MNIST, 10)


@check("build_cnn", points=1, see="mlp#softmax", after=returns_a_chain_of_keras_layers)
def gives_probabilities(student: Student, rng: np.random.Generator) -> None:
    """For every image the output has no negative value and sums to 1."""
    num_classes = int(rng.integers(5, 10))
    model = student.build_cnn(input_shape=MNIST, num_classes=num_classes)
    expect_probabilities(expect.model(model), MNIST, num_classes, rng)
    expect_probabilities(model_of_two_classes(student), MNIST, 2, rng)


@check("build_cnn", points=1, see="mlp#input-shape", after=returns_a_chain_of_keras_layers)
def is_built_for_any_input_shape(student: Student, rng: np.random.Generator) -> None:
    """The model is built for input_shape: 28 × 28 or larger, any number of channels."""
    sides = (rng.integers(28, 34), rng.integers(34, 41))  # after pooling not as many as of 28 × 28
    height, width = map(int, rng.permutation(sides))
    shape = (height, width, int(rng.integers(2, 5)))
    num_classes = int(rng.integers(3, 10))
    model = student.build_cnn(input_shape=shape, num_classes=num_classes)
    expect_input_shape(expect.model(model), shape)
    rules = (
        expect_convolutions,
        expect_convolutions_activated,
        expect_growing_filters,
        expect_pooling,
        expect_classifier,
    )
    fault = first_fault(model, shape, *rules)
    if fault is not None:
        known = first_fault(usual_model(student), MNIST, *rules)
        if known is None or not same_evidence(known.evidence, fault.evidence):
            raise fault
    expect_input_shape(usual_model(student), MNIST)


@check("build_cnn", points=1, see="start#arguments", after=returns_a_chain_of_keras_layers)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """Building a network changes nothing that it is given and writes no file."""
    student.build_cnn(input_shape=MNIST, num_classes=int(rng.integers(3, 10)))
    expect.left_alone(student, "build_cnn")
