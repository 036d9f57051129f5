"""Mode by a conditional expression; restore_best_weights; glob and a sort by an integer key."""

import glob
import os
import re

import keras
from keras.callbacks import EarlyStopping, ModelCheckpoint


def best_model_callbacks(path, monitor="val_loss", patience=3):
    mode = "max" if "acc" in monitor else "min"
    return [
        EarlyStopping(monitor=monitor, patience=patience, mode=mode, restore_best_weights=True),
        ModelCheckpoint(path, monitor=monitor, save_best_only=True, mode=mode, verbose=1),
    ]


def every_epoch_callback(directory):
    path = os.path.join(directory, "weights_{epoch:03d}.weights.h5")
    return ModelCheckpoint(filepath=path, save_weights_only=True, save_freq="epoch")


def load_best(path):
    return keras.models.load_model(path)


def _epoch(path):
    return int(re.search(r"weights_(\d+)", os.path.basename(path)).group(1))


def latest_weights(directory):
    files = glob.glob(os.path.join(glob.escape(directory), "weights_*.weights.h5"))
    if not files:
        raise FileNotFoundError("no weights in " + directory)
    return sorted(files, key=_epoch)[-1]
