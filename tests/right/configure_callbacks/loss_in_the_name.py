"""Epoch and training loss in the name; one more callback that changes nothing; a named tuple."""

import re
from collections import namedtuple
from pathlib import Path

import keras
from keras.callbacks import EarlyStopping, ModelCheckpoint, TerminateOnNaN

Callbacks = namedtuple("Callbacks", "nan best stop")
NAME = re.compile(r"weights-e(?P<epoch>\d+)-loss[\d.]+\.weights\.h5$")


def best_model_callbacks(path, monitor="val_loss", patience=3):
    mode = "min" if monitor.find("acc") < 0 else "max"
    return Callbacks(
        TerminateOnNaN(),
        ModelCheckpoint(str(path), monitor=monitor, save_best_only=True, mode=mode),
        EarlyStopping(monitor=monitor, min_delta=0.0, patience=patience, mode=mode),
    )


def every_epoch_callback(directory):
    template = "weights-e{epoch:02d}-loss{loss:.3f}.weights.h5"
    return ModelCheckpoint(str(Path(directory, template)), save_weights_only=True, verbose=1)


def load_best(path):
    return keras.models.load_model(Path(path))


def latest_weights(directory):
    best_epoch, best_file = 0, None
    for file in Path(directory).glob("*.h5"):
        found = NAME.match(file.name)
        if found and int(found["epoch"]) > best_epoch:
            best_epoch, best_file = int(found["epoch"]), file
    if best_file is None:
        raise FileNotFoundError("no weights in " + str(directory))
    return str(best_file.resolve())
