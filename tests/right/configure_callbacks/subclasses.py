"""Callbacks that subclass Keras's, a tuple in the other order; pathlib and max with a key."""

from pathlib import Path

import keras


class KeepBest(keras.callbacks.ModelCheckpoint):
    def __init__(self, path, monitor):
        direction = "max" if "acc" in monitor else "min"
        super().__init__(filepath=path, monitor=monitor, mode=direction, save_best_only=True)


class StopInTime(keras.callbacks.EarlyStopping):
    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        print("watching", self.monitor)


def best_model_callbacks(path, monitor="val_loss", patience=3):
    stop = StopInTime(
        monitor=monitor,
        patience=patience,
        mode="max" if "acc" in monitor else "min",
        restore_best_weights=True,
    )
    return (stop, KeepBest(path, monitor))


def every_epoch_callback(directory):
    return keras.callbacks.ModelCheckpoint(
        filepath=str(Path(directory) / "w{epoch:04d}.weights.h5"),
        save_weights_only=True,
        save_best_only=False,
        save_freq="epoch",
        verbose=1,
    )


def load_best(path):
    return keras.saving.load_model(path)


def latest_weights(directory):
    files = [f for f in Path(directory).glob("w*.weights.h5") if f.name[1:-11].isdigit()]
    if not files:
        raise FileNotFoundError(f"no weights in {directory}")
    return max(files, key=lambda f: int(f.name[1:-11]))
