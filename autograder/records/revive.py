"""Records as live objects again: models, datasets, histories, schedules, from an allow-list.

Used on both sides: the worker revives what the judge lends, the judge what the worker sent. No
code of anybody's is looked up by name: a class that is not on the lists below is refused.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.records.activations import ACTIVATIONS
from autograder.records.kinds import Compiled, History, Layer, Model, Schedule
from autograder.text import _

MAX_LAYERS = 200
MAX_PARAMETERS = 30_000_000
MAX_OUTPUTS = 5_000_000  # values that one layer gives for one image
MAX_MULTIPLICATIONS = 2_000_000_000  # in all layers for one image
ACTIVATION_LAYERS = ("Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax")
CONVOLUTIONS = (
    "Conv1D",
    "Conv2D",
    "Conv3D",
    "Conv1DTranspose",
    "Conv2DTranspose",
    "DepthwiseConv1D",
    "DepthwiseConv2D",
    "SeparableConv1D",
    "SeparableConv2D",
)
POOLINGS = tuple(
    f"{prefix}{kind}Pooling{n}D"
    for prefix in ("", "Global")
    for kind in ("Max", "Average")
    for n in (1, 2, 3)
)
NORMALISATIONS = (
    "BatchNormalization",
    "GroupNormalization",
    "LayerNormalization",
    "RMSNormalization",
    "UnitNormalization",
    "Normalization",
    "Rescaling",
)
NOISES = (
    "AlphaDropout",
    "Dropout",
    "GaussianDropout",
    "GaussianNoise",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "ActivityRegularization",
)
SHAPES = (
    "Flatten",
    "Reshape",
    "Permute",
    "ZeroPadding2D",
    "Cropping2D",
    "UpSampling2D",
    "Identity",
)
LAYERS = (
    "Dense",
    *ACTIVATION_LAYERS,
    *CONVOLUTIONS,
    *POOLINGS,
    *NORMALISATIONS,
    *NOISES,
    *SHAPES,
)
OPERATIONS = {  # an operation of keras.ops in a functional model, and the activation that it is
    "".join(part.capitalize() for part in name.split("_")): name for name in ACTIVATIONS
}
SCHEDULES = (
    "CosineDecay",
    "CosineDecayRestarts",
    "ExponentialDecay",
    "InverseTimeDecay",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
)
OPTIMIZERS = ("Adam", "SGD", "RMSprop")


NOT_TAKEN_OVER = (
    *("name", "dtype", "quantization_config", "build_config", "autocast", "seed"),
    "wraps",
)
NOT_TAKEN_OVER_ENDINGS = ("_initializer", "_regularizer", "_constraint")


class CannotRevive(ValueError):
    """The record asks for something that is not on the allow-list or not possible."""


def revive_model(record: Model, *, with_weights: bool = True) -> Any:
    """Return a `keras.Sequential` with the record's layers, and its weights if they came along.

    Raises:
        CannotRevive: a class that is not allowed, impossible settings, or weights that do not fit.
    """
    import keras

    shape = tuple(record.input_shape[1:])
    if not shape or not all(type(n) is int and 0 < n <= 100_000 for n in shape):
        raise CannotRevive(_("its input shape is not fixed"))
    steps = [layer for layer in record.layers if layer.class_name != "InputLayer"]
    if len(steps) > MAX_LAYERS:
        raise CannotRevive(_("it has far more layers than the course needs"))
    try:
        layers = [_revive_layer(step) for step in steps]
        _bound_work(layers, (1, *shape))
        with _initialised(layers, steps if with_weights else []):
            model = keras.Sequential([keras.Input(shape), *layers])
    except CannotRevive:
        raise
    except Exception as error:
        raise CannotRevive(
            _("Keras refuses its layers: {why}").format(why=str(error)[:200])
        ) from None
    if with_weights:
        for layer, step in zip(layers, steps, strict=True):
            weights = layer.get_weights()
            if [w.shape for w in weights] != [w.shape for w in step.weights]:
                raise CannotRevive(
                    _("the weights of its {layer} do not fit").format(layer=step.class_name)
                )
            if not all(map(np.array_equal, weights, step.weights)):
                layer.set_weights(step.weights)
    return model


@contextlib.contextmanager
def _initialised(layers: list[Any], steps: list[Layer]) -> Iterator[None]:
    """While the layers are built, let their weights begin as the steps' rather than at random.

    Whether every array went where it belongs is for the caller to see: only their order is known.
    """
    own = [
        {name: value for name, value in vars(layer).items() if name.endswith("_initializer")}
        for layer in layers
    ]
    for layer, step, names in zip(layers, steps, own, strict=False):
        initializer = functools.partial(_next_or_zeros, iter(step.weights))
        vars(layer).update(dict.fromkeys(names, initializer))
    try:
        yield
    finally:
        for layer, initializers in zip(layers, own, strict=True):
            vars(layer).update(initializers)


def _next_or_zeros(
    weights: Iterator[np.ndarray], shape: tuple[int, ...], dtype: Any = None
) -> np.ndarray:
    """Return the next array if it fits, as an initializer of Keras's would a new one."""
    array = next(weights, None)
    if array is None or array.shape != tuple(shape):
        return np.zeros(shape, dtype or "float32")
    return array.astype(dtype or "float32")


def _revive_layer(layer: Layer) -> Any:
    import keras

    if not layer.built_in:
        raise CannotRevive(
            _("{layer} is not a layer of Keras's own").format(layer=layer.class_name)
        )
    if layer.class_name in OPERATIONS and layer.class_name not in LAYERS:
        return keras.layers.Activation(OPERATIONS[layer.class_name])
    if layer.class_name not in LAYERS:
        raise CannotRevive(_("the course does not use {layer}").format(layer=layer.class_name))
    config: dict[str, Any] = {}
    for key, value in layer.config.items():
        if key in NOT_TAKEN_OVER or key.endswith(NOT_TAKEN_OVER_ENDINGS):
            continue
        if key.endswith("activation"):
            config[key] = revive_activation(value)
        elif _is_plain(value):
            config[key] = value
        else:  # Keras would look up by name what a dict asks for
            raise CannotRevive(
                _("a setting of its {layer} is no number, text or list").format(
                    layer=layer.class_name
                )
            )
    return getattr(keras.layers, layer.class_name)(**config)


def _is_plain(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    return value is None or type(value) in (bool, int, float, str)


def revive_activation(value: Any) -> Any:
    """Return what a layer's ``activation`` setting stands for, as Keras takes it.

    Raises:
        CannotRevive: it is not one of Keras's own.
    """
    if value is None or (isinstance(value, str) and value in ACTIVATIONS):
        return value
    if isinstance(value, dict) and value.get("class_name") in ACTIVATION_LAYERS:
        config = dict(value.get("config") or {})
        config = {k: v for k, v in config.items() if k not in ("name", "dtype")}
        return _revive_layer(Layer(str(value["class_name"]), True, config))
    raise CannotRevive(_("an activation is not one of Keras's own"))


def _bound_work(layers: list[Any], shape: tuple[int | None, ...]) -> None:
    """Refuse before anything is allocated: a configuration may ask for any amount of memory, or
    for any number of multiplications.
    """
    parameters = multiplications = 0
    for layer in layers:
        inputs = shape
        shape = tuple(layer.compute_output_shape(inputs))
        weights, outputs = _parameters_of(layer, inputs), _size(shape)
        parameters += weights
        multiplications += max(
            weights * _places(layer, inputs),
            weights * _places(layer, shape),
            outputs * math.prod(getattr(layer, "pool_size", ())),
        )
        if parameters > MAX_PARAMETERS or max(outputs, _padded(layer, inputs)) > MAX_OUTPUTS:
            raise CannotRevive(_("it is far larger than the course needs"))
        if multiplications > MAX_MULTIPLICATIONS:
            raise CannotRevive(_("it takes far more work for an image than the course needs"))


def _size(shape: tuple[int | None, ...]) -> int:
    """Return how many values there are for one image."""
    return math.prod(n or 1 for n in shape[1:])


def _parameters_of(layer: Any, inputs: tuple[int | None, ...]) -> int:
    """Return about how many weights the layer will have."""
    channels = inputs[_channel_axis(layer)] or 1
    kernel = math.prod(getattr(layer, "kernel_size", ()))
    multiplier = getattr(layer, "depth_multiplier", None)
    units = getattr(layer, "units", None) or getattr(layer, "filters", None)
    if multiplier and units:
        return (kernel + units) * channels * multiplier
    if factor := multiplier or units:
        return kernel * channels * factor // getattr(layer, "groups", 1)
    return 4 * _size(inputs) if type(layer).__name__ in (*NORMALISATIONS, "PReLU") else 0


def _places(layer: Any, shape: tuple[int | None, ...]) -> int:
    """Return how often, for one image, the layer's weights are used where the image has `shape`."""
    if type(layer).__name__ == "Dense" or hasattr(layer, "kernel_size"):
        return _size(shape) // (shape[_channel_axis(layer)] or 1)
    return 1


def _padded(layer: Any, inputs: tuple[int | None, ...]) -> int:
    """Return how many values a convolution's input has with all of its padding."""
    kernel, dilation = (getattr(layer, name, ()) for name in ("kernel_size", "dilation_rate"))
    axis = _channel_axis(layer)
    sides = [n or 1 for n in (inputs[2:] if axis == 1 else inputs[1:-1])]
    room = [n + k * d for n, k, d in zip(sides, kernel, dilation, strict=False)]
    return math.prod(room) * (inputs[axis] or 1) if room else 0


def _channel_axis(layer: Any) -> int:
    return 1 if getattr(layer, "data_format", None) == "channels_first" else -1


def revive_schedule(record: Schedule) -> Any:
    """Return the Keras learning-rate schedule that `record` stands for."""
    import keras

    if record.class_name not in SCHEDULES:
        raise CannotRevive(
            _("{name} is not a schedule of Keras's own").format(name=record.class_name)
        )
    return getattr(keras.optimizers.schedules, record.class_name)(**record.config)


def compile_as(model: Any, compiled: Compiled) -> Any:
    """Compile `model` as `compiled` says and return it."""
    import keras

    if compiled.optimizer not in OPTIMIZERS:
        raise CannotRevive(
            _("{name} is not an optimizer of the course's").format(name=compiled.optimizer)
        )
    rate: Any = compiled.learning_rate
    if isinstance(rate, Schedule):
        rate = revive_schedule(rate)
    optimizer = getattr(keras.optimizers, compiled.optimizer)(learning_rate=rate, **compiled.config)
    model.compile(
        optimizer=optimizer,
        loss=compiled.loss,
        metrics=list(compiled.metrics),
        run_eagerly=compiled.eager,
    )
    return model


def revive_history(record: History) -> Any:
    """Return a `keras.callbacks.History` as `fit` would have left it."""
    import keras

    history = keras.callbacks.History()
    history.history = {name: list(values) for name, values in record.history.items()}
    history.epoch = list(range(max(map(len, history.history.values()), default=0)))
    history.params = {"verbose": 0, "epochs": len(history.epoch), "steps": None}
    return history


def arrays_of(model: Any) -> list[np.ndarray]:
    """Return a Keras model's weights as NumPy arrays."""
    return [np.asarray(weight) for weight in model.get_weights()]
