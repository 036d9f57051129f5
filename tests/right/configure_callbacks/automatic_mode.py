"""mode='auto' for losses and accuracies (the metrics of the model are known); the loss in the name."""

import glob
import os

from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint
from tensorflow.keras.models import load_model


def best_model_callbacks(path, monitor="val_loss", patience=3):
    higher = "acc" in monitor
    common = {"monitor": monitor, "mode": "max" if higher else "min"}
    checkpoint = ModelCheckpoint(path, save_best_only=True, save_weights_only=False, **common)
    stopping = EarlyStopping(patience=patience, min_delta=0, verbose=1, **common)
    return [checkpoint, stopping]


def every_epoch_callback(directory):
    name = "epoch_{epoch:03d}_loss_{loss:.3f}.weights.h5"
    return ModelCheckpoint(os.path.join(directory, name), save_weights_only=True, monitor="loss")


def load_best(path):
    return load_model(path)


def _epoch(path):
    return int(os.path.basename(path).split("_")[1])


def latest_weights(directory):
    paths = glob.glob(os.path.join(directory, "epoch_*_loss_*.weights.h5"))
    if len(paths) == 0:
        raise FileNotFoundError(directory)
    return sorted(paths, key=_epoch)[-1]
