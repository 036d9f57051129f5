"""The two callbacks by their plain arguments, mode chosen by an if; regular expression for latest."""

import os
import re

import keras


def best_model_callbacks(path, monitor="val_loss", patience=3):
    mode = "min"
    if "acc" in monitor:
        mode = "max"
    return [
        keras.callbacks.ModelCheckpoint(path, monitor=monitor, save_best_only=True, mode=mode),
        keras.callbacks.EarlyStopping(monitor=monitor, patience=patience, mode=mode),
    ]


def every_epoch_callback(directory):
    return keras.callbacks.ModelCheckpoint(
        os.path.join(directory, "epoch-{epoch}.weights.h5"), save_weights_only=True
    )


def load_best(path):
    return keras.models.load_model(path)


def latest_weights(directory):
    best, number = None, -1
    for name in os.listdir(directory):
        match = re.fullmatch(r"epoch-(\d+)\.weights\.h5", name)
        if match and int(match[1]) > number:
            best, number = name, int(match[1])
    if best is None:
        raise FileNotFoundError(directory)
    return os.path.join(directory, best)
