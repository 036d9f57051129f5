"""A helper makes both callbacks from one dict; latest by a running maximum over os.walk."""

import os

import keras

MODES = {True: "max", False: "min"}


def _watching(kind, monitor, **settings):
    return kind(monitor=monitor, mode=MODES["acc" in monitor], **settings)


def best_model_callbacks(path, monitor="val_loss", patience=3):
    return [
        _watching(keras.callbacks.ModelCheckpoint, monitor, filepath=path, save_best_only=True),
        _watching(keras.callbacks.EarlyStopping, monitor, patience=patience, min_delta=0.0),
    ]


def every_epoch_callback(directory):
    name = os.path.join(directory, "e.{epoch}.weights.h5")
    return keras.callbacks.ModelCheckpoint(name, monitor="loss", save_weights_only=True)


def load_best(path):
    return keras.models.load_model(path, compile=True)


def latest_weights(directory):
    best = -1
    _folder, _folders, names = next(os.walk(directory))
    for name in names:
        parts = name.split(".")
        if parts[0] == "e" and parts[2:] == ["weights", "h5"] and parts[1].isdecimal():
            best = max(best, int(parts[1]))
    if best < 0:
        raise FileNotFoundError(f"no weights of an epoch in {directory}")
    return os.path.join(directory, f"e.{best}.weights.h5")
