"""A Keras model as a record: its chain of layers, its shapes, how it was compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.records.activations import is_of_the_library, recognise
from autograder.records.kinds import Compiled, Layer, Model, Schedule

_LEFT_OUT = ("name", "dtype", "quantization_config", "build_config", "autocast", "seed")
_LEFT_OUT_ENDINGS = ("_initializer", "_regularizer", "_constraint")


def observe_model(model: Any, keep: Callable[[object], int], weights: bool) -> Model:
    """Return the record of `model`; its weights go along where `weights` says so."""
    chain = _chain(model)
    return Model(
        kind=_kind(model),
        chain=chain is not None,
        layers=[_layer(layer, weights) for layer in chain or []],
        input_shape=_shape(model, "input_shape"),
        output_shape=_shape(model, "output_shape"),
        parameters=_parameters(model),
        compiled=_compiled(model, keep),
        handle=keep(model),
    )


def _kind(model: Any) -> str:
    import keras

    if isinstance(model, keras.Sequential):
        return "Sequential"
    if any(base.__name__ == "Functional" for base in type(model).__mro__):
        return "Functional"
    return type(model).__name__


def _chain(model: Any) -> list[Any] | None:
    """Return the layers one after the other, nested models opened; None if they branch."""
    kind = _kind(model)
    if kind == "Sequential":
        steps = list(model.layers)
    elif kind == "Functional":
        walked = _walk_back(model)
        if walked is None:
            return None
        steps = walked
    else:
        return None
    layers: list[Any] = []
    for step in steps:
        if _kind(step) in ("Sequential", "Functional"):
            nested = _chain(step)
            if nested is None:
                return None
            layers += nested
        elif type(step).__name__ != "InputLayer":
            layers.append(step)
    return layers


def _walk_back(model: Any) -> list[Any] | None:
    """Return a functional model's operations from input to output; None if they branch."""
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        return None
    start, tensor = model.inputs[0], model.outputs[0]
    steps: list[Any] = []
    while tensor is not start:
        operation, node_index, _ = tensor._keras_history
        inputs = operation._inbound_nodes[node_index].input_tensors
        if len(inputs) != 1 or len(steps) > 10_000:
            return None
        steps.append(operation)
        tensor = inputs[0]
    return steps[::-1]


def _layer(layer: Any, weights: bool) -> Layer:
    import keras

    name = type(layer).__name__
    of_keras = type(layer) is getattr(keras.layers, name, None)
    is_operation = type(layer).__module__.startswith(("keras.src.ops.", "keras.src.activations."))
    return Layer(
        class_name=name,
        built_in=of_keras or is_operation,
        config=_config(layer),
        weights=[np.asarray(array) for array in layer.get_weights()]
        if weights and hasattr(layer, "get_weights")
        else [],
    )


def _config(layer: Any) -> dict[str, Any]:
    import keras

    function = getattr(layer, "activation", None)
    own_activation = function is not None and not is_of_the_library(function)
    if own_activation:  # its configuration would be its code
        layer.activation = keras.activations.linear
    try:
        config = layer.get_config()
    except Exception:
        config = {}
    if own_activation:
        layer.activation = function
        config["activation"] = recognise(function)
    inner = getattr(layer, "layer", None)  # a wrapper such as TimeDistributed
    if inner is not None:
        config["wraps"] = type(inner).__name__
    return {
        str(key): plain(value)
        for key, value in config.items()
        if key not in _LEFT_OUT and not str(key).endswith(_LEFT_OUT_ENDINGS)
    }


def plain(value: Any, depth: int = 0) -> Any:
    """Return `value` as numbers, strings, lists and dicts; what is none of these as its text."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, (np.generic, np.ndarray)) and value.size < 1000:
        return value.tolist()
    if isinstance(value, (list, tuple)) and depth < 6:
        return [plain(item, depth + 1) for item in value[:1000]]
    if isinstance(value, dict) and depth < 6:
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    return str(type(value).__name__)


def _shape(model: Any, which: str) -> list[int | None]:
    try:
        shape = list(getattr(model, which))
    except Exception:  # not built, or several inputs
        return []
    return shape if all(n is None or type(n) is int for n in shape) else []


def _parameters(model: Any) -> int:
    try:
        return int(model.count_params())
    except ValueError:  # not built
        return 0


def _compiled(model: Any, keep: Callable[[object], int]) -> Compiled | None:
    optimizer = getattr(model, "optimizer", None)
    if not getattr(model, "compiled", False) or optimizer is None:
        return None
    config = plain(optimizer.get_config())
    rate = config.pop("learning_rate", 0.0)
    if isinstance(rate, dict):
        rate = Schedule(str(rate.get("class_name")), dict(rate.get("config") or {}))
    return Compiled(
        optimizer=type(optimizer).__name__,
        learning_rate=rate if isinstance(rate, Schedule) else float(rate),
        loss=_name(getattr(model, "loss", None)),
        metrics=_metric_names(model),
        config={key: value for key, value in config.items() if key != "name"},
        iterations=int(np.asarray(optimizer.iterations)),
        optimizer_handle=keep(optimizer),
        eager=bool(model.run_eagerly),
    )


def _metric_names(model: Any) -> list[str]:
    try:
        metrics = model.get_compile_config().get("metrics")
    except Exception:
        return []
    if not isinstance(metrics, (list, tuple)):
        metrics = [metrics] if metrics else []
    return [_name(metric) for metric in metrics]


def _name(thing: Any) -> str:
    """Return the name of a loss or metric, given as a string, a function, an object or a config."""
    if thing is None:
        return ""
    if isinstance(thing, dict):
        inner = thing.get("config")
        return str(inner if isinstance(inner, str) else thing.get("class_name"))
    if isinstance(thing, str):
        return thing
    return str(getattr(thing, "__name__", None) or type(thing).__name__)
