"""How the checks of exercises 3 and 4 read a network: as a chain of steps, on a copy of their own.

The judge builds the copy from the record, for the shape that was asked for, so that a model with a
wrong or missing input shape is still read for everything else.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import expect
from autograder.expect import Failure
from autograder.records.kinds import Layer, Model
from autograder.records.revive import (
    ACTIVATION_LAYERS,
    CONVOLUTIONS,
    NOISES,
    NORMALISATIONS,
    OPERATIONS,
    POOLINGS,
    CannotRevive,
    revive_model,
)
from autograder.text import _

Shape = tuple[int, ...]

WITHOUT_EFFECT = (  # layers that pass on what they get, once training is over
    *NOISES,
    "Identity",
    "SpatialDropout3D",
    "RandomBrightness",
    "RandomContrast",
    "RandomFlip",
    "RandomRotation",
    "RandomShear",
    "RandomTranslation",
    "RandomZoom",
)
FREE = (*WITHOUT_EFFECT, *NORMALISATIONS, "ZeroPadding2D")
STEPS = ("Dense", "Flatten", "Reshape", *CONVOLUTIONS, *POOLINGS)
FOREIGN_NAMES = {  # TensorFlow's own functions, by the names that they travel under
    "swish": "silu",
    "softmax_v2": "softmax",
    "log_softmax_v2": "log_softmax",
}


@dataclass(frozen=True)
class Step:
    """A layer that the task speaks of.

    Attributes:
        kind: its Keras class; ``"Flatten"`` also where a `Reshape` does the same.
        name: how messages name it: "Conv2D number 2".
        layer: the layer itself, in the judge's copy.
        activated: whether a non-linear activation acts on what it gives, as its argument or as a
            layer of its own, before the next layer with weights takes it.
    """

    kind: str
    name: str
    layer: Any
    activated: bool

    @property
    def is_convolution(self) -> bool:
        """Whether it is a convolution of any kind."""
        return self.kind in CONVOLUTIONS

    @property
    def is_pooling(self) -> bool:
        """Whether it is a pooling of any kind."""
        return self.kind in POOLINGS

    @property
    def is_global(self) -> bool:
        """Whether it is a pooling over the whole image."""
        return self.kind.startswith("Global")


def expect_chain(value: Any, shape: Shape) -> Model:
    """Expect a Sequential or functional model that is one chain of Keras's own layers.

    Args:
        value: what the student's function returned.
        shape: the shape of one image that was asked for.
    """
    model = expect.model(value)
    if model.kind not in ("Sequential", "Functional"):
        raise Failure(
            "type",
            _("it is a subclass of keras.Model, whose layers cannot be followed"),
            promised=_("a keras.Sequential or a functional keras.Model"),
            evidence=("subclass",),
        )
    if not model.chain:
        raise Failure(
            "type",
            _("its layers are not one chain: it branches, or has several inputs or outputs"),
            promised=_("each layer takes what the one before it gives"),
            evidence=("branches", not model.output_shape),
        )
    if not model.layers:
        raise Failure("type", _("it has no layers"), evidence=("empty",))
    for layer in map(_as_layer, model.layers):
        _expect_known(layer)
    copy_of(model, shape)
    return model


def _expect_known(layer: Layer) -> None:
    name = layer.class_name
    if not layer.built_in or name == "Lambda":
        raise Failure(
            "type",
            _("{layer} is not a ready-made layer of Keras's").format(layer=name),
            promised=_("built-in layers"),
            evidence=("not built in", name == "Lambda"),
        )
    if name not in (*STEPS, *FREE, *ACTIVATION_LAYERS) and name not in OPERATIONS:
        raise Failure(
            "type",
            _("{layer} is none of the layers that the task speaks of").format(layer=name),
            evidence=("unknown layer", name),
        )
    if name in (*STEPS, *ACTIVATION_LAYERS) and _has_own_activation(layer):
        raise Failure(
            "type",
            _("the activation of its {layer} is a function of your own").format(layer=name),
            promised=_("an activation of Keras's, by its name or from keras.activations"),
            evidence=("own activation",),
        )


def _has_own_activation(layer: Layer) -> bool:
    if not layer.config:  # what Keras cannot write down, such as a lambda
        return True
    activation = layer.config.get("activation")
    return isinstance(activation, dict) and activation.get("class_name") not in ACTIVATION_LAYERS


def copy_of(model: Model, shape: Shape) -> Any:
    """Return a `keras.Sequential` of the model's layers, with weights of its own.

    Args:
        model: the record of a model that passed `expect_chain`.
        shape: the shape of one image that it is to be built for.
    """
    layers = [layer for layer in model.layers if layer.class_name not in WITHOUT_EFFECT]
    record = dataclasses.replace(
        model, layers=[_as_layer(layer) for layer in layers], input_shape=[None, *shape]
    )
    try:
        return revive_model(record, with_weights=False)
    except CannotRevive as error:
        raise Failure(
            "type",
            _("its layers do not fit together: {why}").format(why=error),
            evidence=("cannot be built",),
        ) from None


def _as_layer(layer: Layer) -> Layer:
    """Return the layer that an operation in a functional model is the same as."""
    config = dict(layer.config)
    if layer.class_name == "ReLU" and config.keys() == {"negative_slope", "max_value", "threshold"}:
        return Layer("ReLU", True, config)  # what keras.activations.relu leaves in a model
    if layer.class_name == "LeakyRelu":
        return Layer("LeakyReLU", layer.built_in, config)
    if layer.class_name == "Elu":
        return Layer("ELU", layer.built_in, config)
    if layer.class_name == "Exp":
        return Layer("Activation", layer.built_in, {"activation": "exponential"})
    if layer.class_name == "Reshape" and isinstance(config.get("newshape"), list):
        return Layer("Reshape", layer.built_in, {"target_shape": config["newshape"][1:]})
    activation = config.get("activation")
    if isinstance(activation, dict) and activation.get("class_name") == "function":
        foreign = str(activation.get("config"))
        if foreign in FOREIGN_NAMES:
            config["activation"] = FOREIGN_NAMES[foreign]
    return Layer(layer.class_name, layer.built_in, config)


def steps_of(model: Model, shape: Shape) -> list[Step]:
    """Return the steps of a model that passed `expect_chain`, built for images of this shape.

    Left out is what is free or changes nothing: normalisation, dropout, noise, padding, and a
    `Reshape` or `Flatten` of what has that shape already.
    """
    layers = copy_of(model, shape).layers
    kinds = [_kind(layer) for layer in layers]
    numbers = [kinds[: place + 1].count(kind) for place, kind in enumerate(kinds)]
    return [
        Step(
            kind,
            _("{layer} number {number}").format(layer=kind, number=number),
            layer,
            _is_activated(layers[place:]),
        )
        for place, (kind, number, layer) in enumerate(zip(kinds, numbers, layers, strict=True))
        if kind
    ]


def _kind(layer: Any) -> str:
    """Return the kind of step that a layer is, "" if it is none."""
    name = type(layer).__name__
    if name in ("Flatten", "Reshape"):
        if layer.output.shape == layer.input.shape:
            return ""
        return "Flatten" if len(layer.output.shape) == 2 else "Reshape"
    return name if name in STEPS else ""


def _is_activated(layers: list[Any]) -> bool:
    """Whether the first layer's result passes a non-linearity before the next weighted layer."""
    if _bends(getattr(layers[0], "activation", None)):
        return True
    for layer in layers[1:]:
        name = type(layer).__name__
        if name == "Dense" or name in CONVOLUTIONS:
            return False
        if name in ("PReLU", "Softmax"):
            return True
        if name in ACTIVATION_LAYERS and _bends(layer):
            return True
    return False


def _bends(activation: Any) -> bool:
    """Whether an activation, a function or a layer, is not linear."""
    if activation is None or getattr(activation, "__name__", "") == "linear":
        return False
    if type(activation).__name__ in ("PReLU", "Softmax"):
        return True
    points = np.linspace(-12, 12, 26, dtype="float32")[None]
    values = np.asarray(activation(points), dtype="float64").ravel()
    return bool(np.abs(np.diff(values, 2)).max() > 1e-4)


# what holds for both exercises


def expect_input_shape(model: Model, shape: Shape) -> None:
    """Expect `model.input_shape == (None, *shape)`."""
    found, promised = tuple(model.input_shape), (None, *shape)
    if found == promised:
        return
    problem = _("the model is built for another input than it was asked for")
    hint = _("take the shape from the argument")
    evidence: tuple[object, ...] = ("input shape", found if len(found) != 2 else "flat")
    if not found:
        problem = _("the model is not built: its first layer does not know its input")
        hint = _("begin with an Input, so that the layers know what is coming")
    elif len(found) == len(promised) and found[1:] == promised[1:]:
        problem = _("the model fixes the number of images in a batch")
        hint = _("only the shape of one image belongs in the Input")
        evidence = ("batch size",)
    raise Failure(
        "shape",
        problem,
        got=str(found) if found else _("no input shape"),
        promised=str(promised),
        evidence=evidence,
        hint=hint,
    )


def expect_outputs(model: Model, shape: Shape, num_classes: int) -> None:
    """Expect a last `Dense` with `num_classes` units, and as many outputs."""
    copy = copy_of(model, shape)
    dense = [layer for layer in copy.layers if type(layer).__name__ == "Dense"]
    expect.that(
        bool(dense), _("it has no Dense layer that could end in the classes"), evidence=("none",)
    )
    units = dense[-1].units
    difference = ("always", units) if units in (1, 10) else ("off by", units - num_classes)
    expect.that(
        units == num_classes,
        _("the last Dense has another number of units than there are classes"),
        got=_("units={units} for num_classes={classes}").format(units=units, classes=num_classes),
        promised=_("{classes} units").format(classes=num_classes),
        evidence=("units", difference, num_classes == 2),
    )
    outputs = copy.output_shape[-1]
    expect.that(
        outputs == num_classes,
        _("the model gives another number of values than there are classes"),
        got=str(copy.output_shape),
        promised=str((None, num_classes)),
        kind="shape",
        evidence=("outputs", outputs - num_classes),
    )


def expect_probabilities(
    model: Model, shape: Shape, num_classes: int, rng: np.random.Generator
) -> None:
    """Expect rows without a negative value that sum to 1, whatever the weights and images.

    Args:
        model: the record of a model that passed `expect_chain`.
        shape: the shape of one image.
        num_classes: how many values a row is to have.
        rng: decides the weights and the images.
    """
    copy = copy_of(model, shape)
    _spread_weights(copy, rng)
    if num_classes == 2:
        _make_columns_alike(copy)
    images = rng.random((num_classes + 2, *shape), dtype="float32")
    try:
        rows = np.asarray(copy(images, training=False), dtype="float64")
    except Exception:  # Keras builds some chains that it cannot run
        raise Failure(
            "values",
            _("the model cannot be called with a batch of images"),
            evidence=("cannot be called",),
        ) from None
    lowest, sums = rows.min(), rows.sum(axis=-1)
    if lowest >= -1e-6 and np.allclose(sums, 1, atol=1e-3):
        return
    bounded = bool(np.abs(rows).max() <= 1 + 1e-6)
    normalised = type(copy.layers[-1]).__name__ in NORMALISATIONS

    def mark(*facts: Any) -> tuple[Any, ...]:
        """Return the fault's evidence: of what is normalised last, the sign is chance."""
        return ("normalised",) if normalised else facts

    flat_last = _kind(copy.layers[-1]) == "Flatten"
    number = int(np.argmax(np.abs(sums - 1)))
    if lowest >= -1e-6 and np.allclose(rows.sum(axis=0), 1, atol=1e-3):
        raise Failure(
            "values",
            _("each class sums to 1 over the batch, not each image over the classes"),
            got=_("the values of one image sum to {sum}").format(sum=f"{sums.flat[number]:.3g}"),
            promised=_("1 for every image"),
            evidence=("over the batch",),
        )
    if lowest < -1e-6:
        raise Failure(
            "values",
            _("the model's output has negative values, so they are no probabilities"),
            got=_("a value of {value}").format(value=f"{lowest:.3g}"),
            promised=_("every value at least 0, every row summing to 1"),
            evidence=mark("negative", bounded, bool(rows.max() <= 1e-6)),
        )
    raise Failure(
        "values",
        _("the model's output does not sum to 1 over the classes"),
        got=_("the values of one image sum to {sum}").format(sum=f"{sums.flat[number]:.3g}"),
        promised=_("every value at least 0, every row summing to 1"),
        evidence=mark("sum", bounded, flat_last, rows.shape[-1] == 1, num_classes == 2),
    )


def _spread_weights(model: Any, rng: np.random.Generator) -> None:
    """Give the model random weights with which its last layer's results differ clearly.

    Even where all else is 0, two sigmoids of these biases do not sum to 1.
    """
    for layer in model.layers:
        weights = [rng.uniform(0.5, 1.5, weight.shape) for weight in layer.get_weights()]
        if hasattr(layer, "kernel"):
            fan_in = max(1, int(np.prod(weights[0].shape[:-1])))
            weights[0] = rng.normal(0, fan_in**-0.5, weights[0].shape)
            for place in range(1, len(weights)):
                weights[place] = np.linspace(-2, 3, weights[place].size).reshape(
                    weights[place].shape
                )
        layer.set_weights(weights)


def _make_columns_alike(model: Any) -> None:
    """Let the last `Dense` multiply alike for all classes: two sigmoids then do not sum to 1."""
    last = [layer for layer in model.layers if type(layer).__name__ == "Dense"][-1:]
    for layer in last:
        kernel, *biases = layer.get_weights()
        layer.set_weights([np.repeat(kernel[:, :1], kernel.shape[1], axis=1), *biases])


def expect_activated(steps: list[Step], problem: str, promised: str) -> None:
    """Expect a non-linear activation after each step.

    Args:
        steps: the layers that need one.
        problem: a sentence with a place for the name of the first ``{layer}`` that has none.
        promised: what should be there.
    """
    linear = [step for step in steps if not step.activated]
    if linear:
        raise Failure(
            "values",
            problem.format(layer=linear[0].name),
            promised=promised,
            evidence=("linear", len(linear) == len(steps)),
        )


def expect_flat_before_dense(steps: list[Step]) -> None:
    """Expect that the images become one axis, by `Flatten` or `Reshape`, before the first Dense."""
    kinds = [step.kind for step in steps]
    flat = kinds.index("Flatten") if "Flatten" in kinds else len(kinds)
    dense = kinds.index("Dense") if "Dense" in kinds else len(kinds)
    over_all = next((step for step in steps if step.is_global), None)
    if over_all is not None:
        raise Failure(
            "values",
            _("{kind} keeps one number of each feature map: it is no Flatten").format(
                kind=over_all.kind
            ),
            promised=_("Flatten, or a Reshape to one axis"),
            evidence=("global",),
        )
    if flat == len(kinds):
        raise Failure(
            "values",
            _("nothing makes one axis of height, width and channels: there is no Flatten"),
            promised=_("Flatten, or a Reshape to one axis, before the Dense layers"),
            evidence=("no flatten",),
        )
    if dense < flat:
        raise Failure(
            "values",
            _("{layer} comes before Flatten, where it sees the channels of one pixel only").format(
                layer=steps[dense].name
            ),
            promised=_("Flatten first, then the Dense layers"),
            evidence=("dense first",),
        )
    later = [step for step in steps[flat + 1 :] if step.kind != "Dense"]
    if later:
        raise Failure(
            "values",
            _("{layer} comes after Flatten").format(layer=later[0].name),
            promised=_("nothing but Dense layers after Flatten"),
            evidence=("after flatten", later[0].kind),
        )


def first_fault(value: Any, shape: Shape, *rules: Any) -> Failure | None:
    """Return the first rule's Failure on the steps of a model, None if all of them hold."""
    try:
        steps = steps_of(expect_chain(value, shape), shape)
        for rule in rules:
            rule(steps)
    except Failure as failure:
        return failure
    return None
