"""A real `fit` on a scripted sequence of metrics: what do these callbacks do with it?"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import numpy as np

from autograder.worker.small_data import untuned


def scripted_fit(
    callbacks: Any, script: list[dict[str, float]], folder: str, first_epoch: int
) -> dict[str, Any]:
    """Run Keras's `fit` with `callbacks`, its metrics after each epoch replaced by `script`'s.

    In epoch n (counted from 1) every weight of the model's kernel is n, so that a file tells which
    epoch it was written in.

    Args:
        callbacks: live Keras callbacks.
        script: the logs of each epoch, a dict of metric names and values. The model has the
            metrics ``accuracy``, ``acc`` and ``mae``; a name with ``val_`` stands for a
            validation, which itself is not run.
        folder: the folder to watch; files in it and below are seen.
        first_epoch: the number of epochs that count as done before (0 for a fresh training).

    Returns:
        ``epochs``: the numbers of the epochs that ran; ``written``: for each of them the names,
        relative to `folder`, of the files that were new or changed at its end; ``strays``: the
        names of new files in the current folder.
    """
    import keras
    import tensorflow as tf

    watcher = _Watcher(Path(folder))
    epochs: list[int] = []

    class Conductor(keras.callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            kernel = self.model.layers[0].kernel
            kernel.assign(np.full(kernel.shape, epochs[-1] if epochs else 0, "float32"))

        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            epochs.append(epoch + 1)

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            if logs is not None:
                logs.clear()
                logs.update(script[epoch - first_epoch])

    class Witness(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            watcher.look()

    model = _network()
    optimizer, settings = model.optimizer, model.get_compile_config()
    data = tf.data.Dataset.from_tensors((np.zeros((2, 2), "float32"), np.eye(2, dtype="float32")))
    present = set(os.listdir())
    watcher.look()
    watcher.written.clear()
    model.fit(
        untuned(data),
        epochs=first_epoch + len(script),
        initial_epoch=first_epoch,
        callbacks=[Conductor(), *callbacks, Witness()],
        shuffle=False,
        verbose=0,
    )
    if model.optimizer is not optimizer or model.get_compile_config() != settings:
        _network.cache_clear()  # a callback has changed it for good
    strays = sorted(set(os.listdir()) - present)
    return {"epochs": epochs, "written": watcher.written, "strays": strays}


@functools.cache
def _network() -> Any:
    """Return the model of all scripted trainings: a new one each time would cost the most of it."""
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, activation="softmax")])
    model.compile(
        keras.optimizers.SGD(0.0),
        "categorical_crossentropy",
        metrics=["accuracy", "acc", "mae"],
        run_eagerly=True,
    )
    real_step = model.train_step
    outcome: dict[str, Any] = {}

    def first_step(data: Any) -> dict[str, Any]:
        """Do one real step, which builds the metrics; more would only cost time."""
        if not outcome:
            outcome.update(real_step(data))
        return outcome

    model.train_step = first_step
    return model


class _Watcher:
    """Which files under a folder are new or changed since the last look."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, tuple[int, int, int]] = {}
        self.written: list[list[str]] = []

    def look(self) -> None:
        found = {}
        for where, _, names in os.walk(self.folder):
            for name in names:
                path = Path(where, name)
                facts = path.stat()
                relative = str(path.relative_to(self.folder))
                found[relative] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        self.written.append(sorted(name for name in found if found[name] != self.known.get(name)))
        self.known = found
