"""Checkpoint.write with a prefix by hand and update_checkpoint_state; TFSMLayer; tf.keras spelling."""

import glob
import os
import re

import tensorflow as tf


def save_weights(model, path):
    return model.save_weights(str(path), overwrite=True)


def load_weights(model, path):
    model.load_weights(str(path))
    return model


def _numbers(directory):
    found = glob.glob(os.path.join(directory, "*.index"))
    return sorted(int(re.findall(r"(\d+)\.index$", name)[0]) for name in found)


def save_checkpoint(model, directory):
    os.makedirs(directory, exist_ok=True)
    numbers = _numbers(directory)
    number = numbers[-1] + 1 if numbers else 0
    prefix = os.path.join(directory, "step-%d" % number)
    return tf.train.Checkpoint(model).write(prefix)


def restore_checkpoint(model, directory):
    numbers = _numbers(directory)
    if len(numbers) == 0:
        raise FileNotFoundError(directory)
    prefix = os.path.join(directory, "step-%d" % numbers[-1])
    tf.train.Checkpoint(model).read(prefix)
    return model


def save_model(model, path):
    tf.keras.models.save_model(model, path)


def load_model(path):
    model = tf.keras.models.load_model(path)
    return model


def export_model(model, directory):
    model.export(directory, format="tf_saved_model", verbose=False)


def load_exported(directory):
    layer = tf.keras.layers.TFSMLayer(directory, call_endpoint="serving_default")
    return lambda images: list(layer(images).values())[0]
