"""The Checkpoint's own save counter is set to what the directory says; all checkpoints are kept."""

import os

import keras
import tensorflow as tf


def save_weights(model, path):
    model.save_weights(path, overwrite=True)


def load_weights(model, path):
    model.load_weights(path, skip_mismatch=False)
    return model


def save_checkpoint(model, directory):
    checkpoint = tf.train.Checkpoint(model=model)
    latest = tf.train.latest_checkpoint(directory)
    checkpoint.save_counter.assign(int(latest.split("-")[-1]) if latest else 0)
    return checkpoint.save(file_prefix=os.path.join(directory, "step"))


def restore_checkpoint(model, directory):
    state = tf.train.get_checkpoint_state(directory)
    if not state:
        raise FileNotFoundError("nothing was saved in " + directory)
    status = tf.train.Checkpoint(model=model).restore(state.model_checkpoint_path)
    status.expect_partial()
    return model


def save_model(model, path):
    model.save(path, overwrite=True, include_optimizer=True)


def load_model(path):
    model = keras.models.load_model(path, compile=True)
    if path.endswith(".h5"):
        optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
        model.compile(optimizer=optimizer, loss=model.loss, metrics=["accuracy"])
    return model


def export_model(model, directory):
    model.export(directory, format="tf_saved_model")


class Exported:
    """A SavedModel that is called like a function."""

    def __init__(self, directory):
        self.loaded = tf.saved_model.load(directory)

    def __call__(self, images):
        return self.loaded.serve(images)


def load_exported(directory):
    return Exported(directory)
