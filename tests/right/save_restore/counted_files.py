"""The next number is the number of .index files; functions of keras.saving; a lambda to predict."""

from pathlib import Path

import keras
import tensorflow as tf


def save_weights(model, path):
    keras.saving.save_weights(model, path, overwrite=True)


def load_weights(model, path):
    keras.saving.load_weights(model, path)
    return model


def _last(directory):
    numbers = [int(file.stem.split("_")[1]) for file in Path(directory).glob("cnn_*.index")]
    return max(numbers, default=0)


def save_checkpoint(model, directory):
    checkpoint = tf.train.Checkpoint(model=model, optimizer=model.optimizer)
    return Path(checkpoint.write(f"{directory}/cnn_{_last(directory) + 1}"))


def restore_checkpoint(model, directory):
    number = _last(directory)
    if number == 0:
        raise FileNotFoundError(directory)
    checkpoint = tf.train.Checkpoint(model=model, optimizer=model.optimizer)
    checkpoint.read(f"{directory}/cnn_{number}").expect_partial()
    return model


def save_model(model, path):
    keras.saving.save_model(model, path)


def load_model(path):
    return keras.saving.load_model(path)


def export_model(model, directory):
    model.export(directory)


def load_exported(directory):
    exported = tf.saved_model.load(directory)
    return lambda images: exported.serve(tf.convert_to_tensor(images)).numpy()
