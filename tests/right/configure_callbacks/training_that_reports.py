"""Callbacks that subclass and print what they do; tf.keras spelling; the path as a Path."""

from pathlib import Path

import tensorflow as tf

PREFIX, SUFFIX = "after_epoch_", ".weights.h5"


class LoudStopping(tf.keras.callbacks.EarlyStopping):
    def on_train_end(self, logs=None):
        super().on_train_end(logs)
        if self.stopped_epoch:
            print("stopped after epoch", self.stopped_epoch + 1)


class LoudCheckpoint(tf.keras.callbacks.ModelCheckpoint):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        print("best so far:", self.best)


def best_model_callbacks(path, monitor="val_loss", patience=3):
    common = {"monitor": monitor, "mode": "max" if "acc" in monitor else "min"}
    stopping = LoudStopping(patience=patience, min_delta=0, **common)
    return stopping, LoudCheckpoint(path, save_best_only=True, **common)


def every_epoch_callback(directory):
    return tf.keras.callbacks.ModelCheckpoint(
        str(Path(directory) / (PREFIX + "{epoch:d}" + SUFFIX)), save_weights_only=True
    )


def load_best(path):
    return tf.keras.models.load_model(path, compile=True)


def latest_weights(directory):
    found = {}
    for file in Path(directory).iterdir():
        middle = file.name.removeprefix(PREFIX).removesuffix(SUFFIX)
        if file.name == PREFIX + middle + SUFFIX and middle.isdigit():
            found[int(middle)] = file
    if not found:
        raise FileNotFoundError(f"{directory}: no {PREFIX}*{SUFFIX}")
    return found[max(found)]
