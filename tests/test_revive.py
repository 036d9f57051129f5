"""The judge rebuilds models from an allow-list, and only if they are of a sane size."""

from __future__ import annotations

import dataclasses
import sys
from typing import Any

import numpy as np
import pytest

from autograder.records import revive
from autograder.records.kinds import Compiled, Layer, Model, Schedule
from autograder.records.observe_model import observe_model
from autograder.records.revive import CannotRevive


def record(*layers: Layer, shape: tuple[int | None, ...] = (None, 8, 8, 1)) -> Model:
    return Model("Sequential", True, list(layers), list(shape), [None, 2], 0)


def dense(units: Any, **config: Any) -> Layer:
    return Layer("Dense", True, {"units": units, **config})


def convolution(filters: int, size: int, **config: Any) -> Layer:
    return Layer(
        "Conv2D", True, {"filters": filters, "kernel_size": size, "padding": "same", **config}
    )


FLATTEN = Layer("Flatten", True, {})


def observed(model: Any) -> Model:
    return observe_model(model, lambda thing: 0, weights=True)


def test_a_revived_model_predicts_to_the_last_bit_what_the_original_does() -> None:
    import keras

    layers = keras.layers
    inputs = keras.Input((12, 10, 2))
    x = layers.Conv2D(4, 3, padding="same", use_bias=False)(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.LeakyReLU(negative_slope=0.1)(x)
    x = keras.Sequential([layers.MaxPooling2D(), layers.PReLU(), layers.Dropout(0.5)])(x)
    x = keras.ops.relu(x)
    x = layers.Reshape((-1,))(x)
    x = layers.Dense(5, activation=layers.ELU(alpha=0.5))(x)
    original = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    seen = observed(original)
    assert (seen.kind, seen.chain) == ("Functional", True)
    images = np.random.default_rng(0).uniform(size=(4, 12, 10, 2)).astype("float32")
    np.testing.assert_array_equal(
        np.asarray(revive.revive_model(seen)(images)), np.asarray(original(images))
    )


def relu(x: Any) -> Any:
    """Pretends by its name."""
    return x


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (relu, "linear"),
        (lambda x: (x + abs(x)) / 2, "relu"),
        (lambda x: x * x, "an activation of its own"),
        (lambda x: 1 / 0, "an activation that fails"),
    ],
    ids=["named-relu", "computes-relu", "square", "fails"],
)
def test_a_students_own_activation_is_known_by_what_it_computes(function: Any, what: str) -> None:
    """A name proves nothing, and a lambda has none."""
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.layers[0].activation = function
    assert observed(model).layers[0].config["activation"] == what
    assert model.layers[0].activation is function


def test_a_model_that_branches_is_no_chain() -> None:
    import keras

    inputs = keras.Input((4,))
    x = keras.layers.Dense(4)(inputs)
    seen = observed(keras.Model(inputs, keras.layers.add([x, inputs])))
    assert not seen.chain


@pytest.mark.parametrize(
    "hostile",
    [
        record(Layer("Lambda", True, {"function": "import os"})),
        record(Layer("Dense", False, {"units": 2})),
        record(Layer("system", True, {})),
        record(Layer("__class__", True, {})),
        record(Layer("TFSMLayer", True, {"filepath": "/tmp/x"})),
        record(FLATTEN, dense(2, activation={"module": "os", "class_name": "system"})),
        record(FLATTEN, dense(2, activation="os.system")),
        record(FLATTEN, dense(2, nonsense=1)),
        record(FLATTEN, dense(10**9)),
        record(FLATTEN, dense(40_000), dense(40_000)),
        record(dense(2), shape=(None, 90_000, 90_000, 1)),
        record(Layer("UpSampling2D", True, {"size": [30_000, 30_000]})),
        record(FLATTEN, dense("many")),
        record(FLATTEN, dense(-3)),
        record(Layer("Reshape", True, {"target_shape": [-1, -1]})),
        record(FLATTEN, shape=(None, None, None, 1)),
        record(FLATTEN, shape=()),
        record(Layer("Conv2D", True, {"filters": 4, "kernel_size": [9_000, 9_000]})),
        record(Layer("DepthwiseConv2D", True, {"kernel_size": 9_000, "padding": "same"})),
        record(convolution(8, 3, dilation_rate=5_000)),
        record(convolution(2_000, 7), convolution(2_000, 7), shape=(None, 28, 28, 1)),
        record(*[convolution(512, 3)] * 20, shape=(None, 28, 28, 1)),
        record(convolution(4_000, 1, data_format="channels_first"), shape=(None, 90_000, 8, 8)),
        record(convolution(3_000, 1), shape=(None, 200, 200, 1)),
        record(FLATTEN, *[dense(2)] * 5_000),
        record(Layer("MaxPooling2D", True, {"pool_size": 9_000, "strides": 1, "padding": "same"})),
        record(FLATTEN, dense(2, extra={"module": "os", "class_name": "system", "config": {}})),
    ],
    ids=lambda r: "-".join(f"{layer.class_name}{layer.config}" for layer in r.layers)[:60],
)
def test_other_classes_and_absurd_sizes_are_refused_before_anything_is_built(
    hostile: Model,
) -> None:
    with pytest.raises(CannotRevive):
        revive.revive_model(hostile, with_weights=False)


def test_a_setting_that_names_code_is_never_looked_up() -> None:
    """Keras imports what a configuration of an initializer or a dtype names."""
    named: dict[str, Any] = {
        "module": "this",
        "class_name": "d",
        "config": {},
        "registered_name": None,
    }
    hostile = dense(2, kernel_initializer=named, bias_regularizer=named, dtype=named)
    model = revive.revive_model(record(FLATTEN, hostile), with_weights=False)
    assert "this" not in sys.modules
    assert type(model.layers[-1].kernel_initializer).__name__ == "GlorotUniform"


def test_networks_far_larger_than_the_course_asks_for_are_built() -> None:
    blocks = [[convolution(width, 3)] * 2 for width in (64, 128, 256)]
    pool = Layer("MaxPooling2D", True, {"pool_size": 2})
    norm = Layer("BatchNormalization", True, {})
    steps = [step for block in blocks for step in (*block, norm, pool)]
    large = record(*steps, FLATTEN, dense(1024), dense(10), shape=(None, 64, 64, 3))
    model = revive.revive_model(large, with_weights=False)
    assert model.count_params() > 10_000_000


def test_weights_that_do_not_fit_their_layer_are_refused() -> None:
    import keras

    seen = observed(keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]))
    layer = dataclasses.replace(seen.layers[0], weights=[np.zeros((3, 5), "float32")])
    with pytest.raises(CannotRevive):
        revive.revive_model(dataclasses.replace(seen, layers=[layer]))


def test_a_schedule_of_somebody_elses_is_refused() -> None:
    with pytest.raises(CannotRevive):
        revive.revive_schedule(Schedule("LearningRateSchedule", {}))
    with pytest.raises(CannotRevive):
        revive.compile_as(None, Compiled(optimizer="Optimizer"))
