"""What the judge may ask of live objects, besides calling the student's functions.

Each function takes live objects and plain data and returns what `observe` makes plain again.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.worker.files import FILE_OPERATIONS
from autograder.worker.scripted_fit import scripted_fit


def state(model: Any) -> Any:
    """Return the model as it is now; it crosses with its weights."""
    return model


def batches(dataset: Any, limit: int) -> list[Any]:
    """Return the first `limit` elements of one pass over a `tf.data.Dataset`."""
    return list(itertools.islice(iter(dataset), limit))


def invoke(function: Any, *arguments: Any) -> Any:
    """Return what the live callable returns."""
    return function(*arguments)


def scores(model: Any, data: Any) -> dict[str, float]:
    """Return the model's own metrics on a dataset, by name."""
    model.run_eagerly = True  # for a batch or two tracing takes longer
    return {
        name: float(value)
        for name, value in model.evaluate(data, verbose=0, return_dict=True).items()
    }


def loss_of(model: Any, labels: np.ndarray, predictions: np.ndarray) -> float:
    """Return the loss that the model was compiled with, for these predictions, worked out eagerly.

    In graph mode Keras mends a loss for logits on a softmax output by itself; eagerly it shows.
    """
    import tensorflow as tf

    given = {"y": tf.constant(labels), "y_pred": tf.constant(predictions)}
    return float(model.compute_loss(x=None, **given))


def fit_once(model: Any, data: Any) -> float:
    """Train for one epoch and return the loss: whether the model can go on training as it is."""
    history = model.fit(data, epochs=1, verbose=0)
    return float(history.history["loss"][-1])


def set_weights(model: Any, weights: list[np.ndarray]) -> None:
    """Give the model these weights, in Keras's order."""
    model.set_weights(weights)


def count_steps_only(model: Any) -> None:
    """Let every step of the model, in training or not, be counted and otherwise do nothing.

    Many epochs take little time then. Its loss and its accuracy change once only: after ten steps
    they are as good as can be, so that whoever ends a training that is good enough ends this one.
    """

    steps = itertools.count(1)
    measures = {"loss": 1.0, "accuracy": 0.5}

    def train_step(data: Any) -> dict[str, float]:
        model.optimizer.iterations.assign_add(1)
        if next(steps) > 10:
            measures.update(loss=0.0, accuracy=1.0)
        return dict(measures)

    model.run_eagerly = True
    model.train_step = train_step
    model.test_step = lambda data: dict(measures)
    model.get_metrics_result = lambda: dict(measures)


def fit_eagerly(model: Any, data: Any) -> float:
    """Train for one epoch, untraced, and return the loss: quick for a batch or two."""
    model.run_eagerly = True
    return fit_once(model, data)


def predict(model: Any, images: np.ndarray) -> np.ndarray:
    """Return the model's predictions for a batch, as inference makes them."""
    return np.asarray(model(images, training=False))


def picture(figure: Any) -> bytes:
    """Return the figure as a PNG file."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=60)
    return buffer.getvalue()


def close_figures() -> int:
    """Close pyplot's figures, so that the next call begins without one, as a new cell does.

    Returns:
        how many were open.
    """
    from matplotlib import pyplot

    open_now = len(pyplot.get_fignums())
    pyplot.close("all")
    return open_now


def recorded(callback: Any) -> dict[str, Any]:
    """Return what a lent recorder has noted."""
    return {"events": callback.events, "batches": callback.batches}


def open_model(path: str) -> Any:
    """Load a whole model as Keras does without any code of the student's."""
    import keras

    return keras.saving.load_model(path)


def open_weights(model: Any, file: str) -> Any:
    """Load a weights file into a model as Keras does and return the model."""
    model.load_weights(file)
    return model


def write_model(model: Any, file: str) -> None:
    """Save a whole model as Keras does without any code of the student's."""
    model.save(file)


def write_weights(model: Any, file: str) -> None:
    """Save a model's weights as Keras does without any code of the student's."""
    model.save_weights(file)


def read_checkpoint(prefix: str) -> list[np.ndarray]:
    """Return the numbers that a TensorFlow checkpoint holds, in any order."""
    import tensorflow as tf

    reader = tf.train.load_checkpoint(prefix)
    arrays = [np.asarray(reader.get_tensor(name)) for name in reader.get_variable_to_dtype_map()]
    return [array for array in arrays if array.dtype.kind in "biuf"]


OPERATIONS: dict[str, Callable[..., Any]] = {
    operation.__name__: operation
    for operation in (
        state,
        batches,
        invoke,
        scores,
        loss_of,
        fit_once,
        fit_eagerly,
        set_weights,
        count_steps_only,
        predict,
        picture,
        close_figures,
        recorded,
        open_model,
        open_weights,
        write_model,
        write_weights,
        read_checkpoint,
        scripted_fit,
        *FILE_OPERATIONS,
    )
}
