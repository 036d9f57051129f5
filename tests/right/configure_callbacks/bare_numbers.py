"""Files named by the bare number, without padding; ValueError of max turned into the right error."""

import os

from tensorflow import keras

ENDING = ".weights.h5"


def best_model_callbacks(path, monitor="val_loss", patience=3):
    direction = {True: "max", False: "min"}["acc" in monitor]
    checkpoint = keras.callbacks.ModelCheckpoint(
        filepath=path, monitor=monitor, mode=direction, save_best_only=True, save_weights_only=False
    )
    stopping = keras.callbacks.EarlyStopping(monitor, 0, patience, 0, direction, None, True)
    return [checkpoint, stopping]


def every_epoch_callback(directory):
    os.makedirs(directory, exist_ok=True)
    return keras.callbacks.ModelCheckpoint(
        os.path.join(directory, "{epoch}" + ENDING), save_weights_only=True
    )


def load_best(path):
    return keras.models.load_model(path)


def latest_weights(directory):
    stems = [name[: -len(ENDING)] for name in os.listdir(directory) if name.endswith(ENDING)]
    try:
        latest = max(int(stem) for stem in stems if stem.isdigit())
    except ValueError:
        raise FileNotFoundError(directory) from None
    return os.path.join(directory, f"{latest}{ENDING}")
