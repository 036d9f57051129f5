"""A loop of its own over train_on_batch and test_on_batch, with Keras's CallbackList."""

import keras
import numpy as np


def compile_model(model, learning_rate=1e-3):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        loss=keras.losses.CategoricalCrossentropy(name="crossentropy"),
        metrics=["accuracy"],
    )
    return model


def _measure(step, data):
    sizes, seen = [], []
    for images, labels in data:
        seen.append(step(images, labels, return_dict=True))
        sizes.append(len(images))
    return {
        name: float(np.average([logs[name] for logs in seen], weights=sizes)) for name in seen[0]
    }


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    history = keras.callbacks.History()
    watchers = keras.callbacks.CallbackList(
        [*(callbacks or []), history], add_history=False, model=model, epochs=epochs, steps=None
    )
    model.stop_training = False
    watchers.on_train_begin()
    for epoch in range(epochs):
        watchers.on_epoch_begin(epoch)
        logs = _measure(model.train_on_batch, train_data)
        measured = _measure(model.test_on_batch, validation_data)
        logs.update({f"val_{name}": value for name, value in measured.items()})
        watchers.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    watchers.on_train_end()
    return history
