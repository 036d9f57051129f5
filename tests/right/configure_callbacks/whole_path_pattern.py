"""One pattern both writes and finds the files; the settings come from functools.partial."""

import functools
import os
import re

import keras

NAME = "epoch{epoch:05d}.weights.h5"
FOUND = re.compile(re.escape(NAME).replace(r"\{epoch:05d\}", r"(?P<epoch>\d{5,})") + "$")


def best_model_callbacks(path, monitor="val_loss", patience=3):
    higher = monitor.find("acc") >= 0
    settings = dict(monitor=monitor, mode=("min", "max")[higher])
    checkpoint = functools.partial(keras.callbacks.ModelCheckpoint, save_best_only=True)
    stop = functools.partial(keras.callbacks.EarlyStopping, patience=patience)
    return [checkpoint(path, **settings), stop(**settings)]


def every_epoch_callback(directory):
    return keras.callbacks.ModelCheckpoint(f"{directory}/{NAME}", save_weights_only=True)


def load_best(path):
    best = keras.saving.load_model(path)
    best.summary()
    return best


def latest_weights(directory):
    epochs = {}
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.is_file() and (match := FOUND.match(entry.name)):
                epochs[int(match["epoch"])] = entry.path
    if epochs:
        return epochs[sorted(epochs)[-1]]
    raise FileNotFoundError(directory)
