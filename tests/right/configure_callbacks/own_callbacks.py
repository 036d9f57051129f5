"""Subclasses that do the comparing and the counting themselves, in NumPy."""

import os

import keras
import numpy as np


class KeepBest(keras.callbacks.ModelCheckpoint):
    """Saves when the signed value is above all before."""

    def __init__(self, path, monitor, sign):
        super().__init__(path)
        self.watched, self.sign, self.highest = monitor, sign, -np.inf

    def on_epoch_end(self, epoch, logs=None):
        value = self.sign * logs[self.watched]
        if value > self.highest:
            self.highest = value
            self.model.save(self.filepath)


class StopInTime(keras.callbacks.EarlyStopping):
    """Stops when the best epoch lies `patience` epochs back."""

    def __init__(self, monitor, sign, patience):
        super().__init__(monitor=monitor, patience=patience)
        self.watched, self.sign, self.seen = monitor, sign, []

    def on_epoch_end(self, epoch, logs=None):
        self.seen.append(self.sign * logs[self.watched])
        since = len(self.seen) - 1 - int(np.argmax(self.seen))
        if since >= self.patience:
            self.model.stop_training = True


def best_model_callbacks(path, monitor="val_loss", patience=3):
    sign = 1 if "acc" in monitor else -1
    return [KeepBest(path, monitor, sign), StopInTime(monitor, sign, patience)]


class KeepAll(keras.callbacks.ModelCheckpoint):
    def on_epoch_end(self, epoch, logs=None):
        file = self.filepath.replace("NUMBER", str(1 + epoch))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        self.model.save_weights(file, overwrite=True)


def every_epoch_callback(directory):
    return KeepAll(directory + "/cnn-NUMBER-w.weights.h5", save_weights_only=True)


def load_best(path):
    with open(path, "rb"):
        return keras.models.load_model(path)


def latest_weights(directory):
    numbers = [
        int(name.split("-")[1])
        for name in os.listdir(directory)
        if name.startswith("cnn-") and name.endswith("-w.weights.h5")
    ]
    if not numbers:
        raise FileNotFoundError(2, "no weights of any epoch", directory)
    return f"{directory}/cnn-{max(numbers)}-w.weights.h5"
