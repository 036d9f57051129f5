"""tf.train.Checkpoint(model=model), numbered by the latest; tf.saved_model.load().serve kept alive."""

import os

import keras
import tensorflow as tf


def save_weights(model, path):
    model.save_weights(path)


def load_weights(model, path):
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    checkpoint = tf.train.Checkpoint(model=model)
    manager = tf.train.CheckpointManager(checkpoint, directory, max_to_keep=10)
    step = 1
    if manager.latest_checkpoint:
        step = int(manager.latest_checkpoint.split("-")[-1]) + 1
    return manager.save(checkpoint_number=step)


def restore_checkpoint(model, directory):
    latest = tf.train.latest_checkpoint(directory)
    if not latest:
        raise FileNotFoundError(f"no checkpoint in {directory}")
    tf.train.Checkpoint(model=model).restore(latest)
    return model


def save_model(model, path):
    model.save(path)


def load_model(path):
    return keras.saving.load_model(path)


def export_model(model, directory):
    model.export(directory)


def load_exported(directory):
    loaded = tf.saved_model.load(directory)

    def predict(images):
        return loaded.serve(tf.constant(images))

    return predict
