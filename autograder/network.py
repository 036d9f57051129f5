"""A small classifier that the judge works out with NumPy and lends to students as a Keras model.

Building a Keras model takes twenty times as long, and the judge needs many.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.records.kinds import Layer, Model

EPSILON = 1e-3  # keras.layers.BatchNormalization's default


@dataclass
class Step:
    """One layer: its Keras class, settings, weights, and whether it is trained."""

    class_name: str
    config: dict[str, Any] = field(default_factory=dict)
    weights: list[np.ndarray] = field(default_factory=list)
    trainable: bool = True

    def get_weights(self) -> list[np.ndarray]:
        """Return the weights, as Keras orders them."""
        return self.weights


def flatten() -> Step:
    """Return a Flatten."""
    return Step("Flatten")


def dense(units: int, activation: str) -> Step:
    """Return a Dense with this activation: ``relu``, ``softmax`` or ``linear``."""
    return Step("Dense", {"units": units, "activation": activation})


def batch_normalization() -> Step:
    """Return a BatchNormalization."""
    return Step("BatchNormalization")


def dropout(rate: float) -> Step:
    """Return a Dropout."""
    return Step("Dropout", {"rate": rate})


class Network:
    """A chain of such layers, used as a `keras.Sequential` would be.

    Args:
        image_shape: the shape of one image.
        layers: a Flatten first; their weights are made here, all 0 until they are set.
    """

    def __init__(self, image_shape: tuple[int, ...], *layers: Step) -> None:
        self.layers = list(layers)
        self.input_shape: tuple[Any, ...] = (None, *image_shape)
        width = math.prod(image_shape)
        for layer in layers:
            shapes: list[tuple[int, ...]] = []
            if layer.class_name == "Dense":
                units = layer.config["units"]
                shapes, width = [(width, units), (units,)], units
            elif layer.class_name == "BatchNormalization":
                shapes = [(width,)] * 4
            layer.weights = [np.zeros(shape, dtype="float32") for shape in shapes]
        self.output_shape: tuple[Any, ...] = (None, width)

    def get_weights(self) -> list[np.ndarray]:
        """Return all weights, layer by layer."""
        return [weight for layer in self.layers for weight in layer.weights]

    def set_weights(self, weights: list[np.ndarray]) -> None:
        """Give the layers these weights, of the shapes that they have."""
        rest = iter(weights)
        for layer in self.layers:
            layer.weights = [next(rest).astype("float32").reshape(w.shape) for w in layer.weights]

    def count_params(self) -> int:
        """Return the number of weights, trainable or not."""
        return sum(weight.size for weight in self.get_weights())

    def __call__(self, images: np.ndarray) -> np.ndarray:
        """Return what the network gives for a batch, as inference works it out, float32."""
        values = images.reshape(len(images), -1).astype("float32")
        for layer in self.layers:
            values = _applied(layer, values)
        return values

    def as_keras(self) -> Any:
        """Return a Keras model with these layers and weights."""
        from autograder.records.revive import revive_model

        return revive_model(self.record())

    def record(self) -> Model:
        """Return the record of the network as a Keras model."""
        layers = [
            Layer(
                layer.class_name,
                True,
                layer.config if layer.trainable else layer.config | {"trainable": False},
                layer.weights,
            )
            for layer in self.layers
        ]
        return Model(
            kind="Sequential",
            chain=True,
            layers=layers,
            input_shape=list(self.input_shape),
            output_shape=list(self.output_shape),
            parameters=self.count_params(),
        )


def _applied(layer: Step, values: np.ndarray) -> np.ndarray:
    if layer.class_name == "Dense":
        kernel, bias = layer.weights
        return _activated(values @ kernel + bias, layer.config["activation"])
    if layer.class_name == "BatchNormalization":
        gamma, beta, mean, variance = layer.weights
        return (values - mean) / np.sqrt(variance + np.float32(EPSILON)) * gamma + beta
    return values


def _activated(values: np.ndarray, activation: str) -> np.ndarray:
    if activation == "relu":
        return np.maximum(values, 0)
    if activation == "softmax":
        powers = np.exp(values - values.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)
    return values
