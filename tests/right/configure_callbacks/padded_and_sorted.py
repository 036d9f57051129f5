"""Zero-padded names, so that sorting them as text is sorting them by epoch; a dict of settings."""

from pathlib import Path

import keras


def best_model_callbacks(path, monitor="val_loss", patience=3):
    watched = dict(monitor=monitor, mode="max" if "acc" in monitor else "min", verbose=1)
    return (
        keras.callbacks.EarlyStopping(patience=patience, **watched),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True, **watched),
    )


def every_epoch_callback(directory):
    return keras.callbacks.ModelCheckpoint(
        Path(directory) / "epoch_{epoch:05d}.weights.h5",
        save_weights_only=True,
        save_best_only=False,
        save_freq="epoch",
    )


def load_best(path):
    return keras.saving.load_model(path)


def latest_weights(directory):
    files = sorted(Path(directory).glob("epoch_*.weights.h5"))
    if files:
        return files[-1]
    raise FileNotFoundError(f"{directory} has no weights")
