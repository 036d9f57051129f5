"""Checkpoints of plain variables, read back one by one; one image at a time; Path everywhere."""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


def save_weights(model, path):
    Path(path).unlink(missing_ok=True)
    model.save_weights(Path(path))


def load_weights(model, path):
    model.load_weights(Path(path))
    return model


def save_checkpoint(model, directory):
    folder = Path(directory)
    folder.mkdir(exist_ok=True)
    last = max((int(f.stem.split("_")[1]) for f in folder.glob("step_*.index")), default=-1)
    values = {f"w{i}": tf.Variable(w) for i, w in enumerate(model.get_weights())}
    return Path(tf.train.Checkpoint(**values).write(str(folder / f"step_{last + 1}")))


def restore_checkpoint(model, directory):
    steps = {int(f.stem.split("_")[1]): f for f in Path(directory).glob("step_*.index")}
    if not steps:
        raise FileNotFoundError("no step found")
    reader = tf.train.load_checkpoint(str(steps[max(steps)].with_suffix("")))
    model.set_weights(
        [
            reader.get_tensor(f"w{i}/.ATTRIBUTES/VARIABLE_VALUE")
            for i in range(len(model.get_weights()))
        ]
    )
    return model


def save_model(model, path):
    model.save(Path(path))


def load_model(path):
    return keras.saving.load_model(Path(path))


def export_model(model, directory):
    model.export(str(Path(directory)))


def load_exported(directory):
    loaded = tf.saved_model.load(str(directory))

    def predict(images):
        return np.concatenate(
            [
                loaded.serve(np.asarray(images, "float32")[i : i + 1]).numpy()
                for i in range(len(images))
            ]
        )

    return predict
