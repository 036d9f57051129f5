"""Checkpoints named by the clock in nanoseconds, the newest file is the latest; weights by index."""

import pathlib
import time

import keras
import tensorflow as tf


def save_weights(model, path):
    model.save_weights(pathlib.Path(path))


def load_weights(model, path):
    model.load_weights(pathlib.Path(path))
    return model


def _numbered(model):
    return tf.train.Checkpoint(**{f"w{n}": weight for n, weight in enumerate(model.weights)})


def save_checkpoint(model, directory):
    directory = pathlib.Path(directory)
    directory.mkdir(exist_ok=True)
    return _numbered(model).write(str(directory / f"at-{time.time_ns()}"))


def restore_checkpoint(model, directory):
    found = pathlib.Path(directory).glob("at-*.index")
    newest = max(found, key=lambda file: file.stat().st_mtime_ns, default=None)
    if newest is None:
        raise FileNotFoundError(directory)
    _numbered(model).read(str(newest)[: -len(".index")]).assert_consumed()
    return model


def save_model(model, path):
    model.save(pathlib.Path(path))


def load_model(path):
    return keras.models.load_model(pathlib.Path(path))


def export_model(model, directory):
    @tf.function(input_signature=[tf.TensorSpec((None, *model.input_shape[1:]), tf.float32)])
    def predict(images):
        return model(images, training=False)

    holder = tf.Module()
    holder.model, holder.predict = model, predict
    tf.saved_model.save(holder, directory)


def load_exported(directory):
    holder = tf.saved_model.load(directory)

    def predict(images):
        return holder.predict(images)

    return predict
