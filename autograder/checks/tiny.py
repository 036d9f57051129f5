"""Tiny models and data, for checks that need a trained model or something to learn from."""

from __future__ import annotations

import numpy as np

from autograder.network import Network, dense, flatten


def classifier(
    rng: np.random.Generator,
    input_shape: tuple[int, ...] = (6, 6, 1),
    num_classes: int = 4,
    hidden: int = 8,
) -> Network:
    """Return a small classifier (Flatten, Dense relu, Dense softmax) with random weights.

    Args:
        rng: decides the weights.
        input_shape: the shape of one image.
        num_classes: the number of probabilities that it gives.
        hidden: units of its hidden layer.
    """
    model = Network(input_shape, flatten(), dense(hidden, "relu"), dense(num_classes, "softmax"))
    model.set_weights(
        [rng.normal(0, 1.0, weight.shape).astype("float32") for weight in model.get_weights()]
    )
    return model


def separable(
    rng: np.random.Generator,
    n: int,
    input_shape: tuple[int, ...] = (6, 6, 1),
    num_classes: int = 4,
) -> tuple[np.ndarray, np.ndarray]:
    """Return images that can be told apart, and their labels.

    Returns:
        images: float32, (n, *input_shape), 0–1: a random pattern for each class, and noise.
        labels: int64, (n,); every class occurs if n allows it.
    """
    patterns = rng.uniform(0.2, 0.8, (num_classes, *input_shape))
    labels = rng.permutation(np.arange(n) % num_classes)
    noise = rng.normal(0, 0.05, (n, *input_shape))
    images = np.clip(patterns[labels] + noise, 0, 1).astype("float32")
    return images, labels


def one_hot(labels: np.ndarray, num_classes: int = 4) -> np.ndarray:
    """Return float32 one-hot rows, (N, num_classes)."""
    return np.eye(num_classes, dtype="float32")[labels]
