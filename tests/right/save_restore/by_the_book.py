"""Methods of the model throughout; a CheckpointManager that is told the next number."""

import re

import keras
import tensorflow as tf


def save_weights(model, path):
    model.save_weights(path)


def load_weights(model, path):
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    manager = tf.train.CheckpointManager(tf.train.Checkpoint(model), directory, max_to_keep=10)
    numbers = [int(re.findall(r"\d+$", path)[0]) for path in manager.checkpoints]
    return manager.save(checkpoint_number=max(numbers, default=0) + 1)


def restore_checkpoint(model, directory):
    manager = tf.train.CheckpointManager(tf.train.Checkpoint(model), directory, max_to_keep=10)
    if not manager.latest_checkpoint:
        raise FileNotFoundError(f"{directory} holds no checkpoint")
    manager.checkpoint.restore(manager.latest_checkpoint).expect_partial()
    return model


def save_model(model, path):
    model.save(path, overwrite=True)


def load_model(path):
    return keras.models.load_model(path)


def export_model(model, directory):
    model.export(directory, format="tf_saved_model")


def load_exported(directory):
    exported = tf.saved_model.load(directory)
    serve = exported.signatures["serving_default"]
    exported.predict = lambda images: list(serve(tf.constant(images)).values())[0]
    return lambda images: exported.predict(images)
