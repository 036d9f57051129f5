"""tf.saved_model.save with an explicit signature; optimizer in the checkpoint; Path throughout."""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


def save_weights(model, path):
    model.save_weights(Path(path))


def load_weights(model, path):
    model.load_weights(Path(path))
    return model


def save_checkpoint(model, directory):
    directory = Path(directory)
    directory.mkdir(exist_ok=True)
    count = len(list(directory.glob("ckpt-*.index")))
    checkpoint = tf.train.Checkpoint(model=model, optimizer=model.optimizer)
    checkpoint.save_counter.assign(count)
    return Path(checkpoint.save(str(directory / "ckpt")))


def restore_checkpoint(model, directory):
    latest = tf.train.latest_checkpoint(str(directory))
    if latest is None:
        raise FileNotFoundError("nothing to restore in " + str(directory))
    checkpoint = tf.train.Checkpoint(model=model, optimizer=model.optimizer)
    checkpoint.restore(latest).expect_partial()
    return model


def save_model(model, path):
    model.save(Path(path), overwrite=True)


def load_model(path):
    model = keras.models.load_model(Path(path))
    if Path(path).suffix == ".h5":
        again = keras.models.clone_model(model)
        again.set_weights(model.get_weights())
        again.compile_from_config(model.get_compile_config())
        model = again
    return model


class Served(tf.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model
        shape = (None, *model.input_shape[1:])
        self.run = tf.function(
            lambda images: self.model(images, training=False),
            input_signature=[tf.TensorSpec(shape, tf.float32)],
        )


def export_model(model, directory):
    tf.saved_model.save(Served(model), directory)


def load_exported(directory):
    loaded = tf.saved_model.load(directory)
    return lambda images: np.asarray(loaded.run(tf.convert_to_tensor(images, tf.float32)))
