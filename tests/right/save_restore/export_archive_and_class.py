"""keras.export.ExportArchive, a class with __call__ for what is loaded, weights as variables."""

import os

import keras
import tensorflow as tf


def save_weights(model, path):
    print("saving", path)
    model.save_weights(path)


def load_weights(model, path):
    print("loading", path)
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    checkpoint = tf.train.Checkpoint(variables=model.variables)
    numbers = [0]
    state = tf.train.get_checkpoint_state(directory)
    if state is not None:
        numbers += [int(p.rsplit("-", 1)[1]) for p in state.all_model_checkpoint_paths]
    manager = tf.train.CheckpointManager(checkpoint, directory, max_to_keep=None)
    return manager.save(max(numbers) + 1)


def restore_checkpoint(model, directory):
    path = tf.train.latest_checkpoint(directory)
    if path is None:
        raise FileNotFoundError(os.path.join(directory, "checkpoint"))
    status = tf.train.Checkpoint(variables=model.variables).restore(path)
    status.assert_existing_objects_matched()
    return model


def save_model(model, path):
    keras.saving.save_model(model, path)


def load_model(path):
    return keras.saving.load_model(path, compile=True)


def export_model(model, directory):
    archive = keras.export.ExportArchive()
    archive.track(model)
    archive.add_endpoint(
        name="predict",
        fn=model.call,
        input_signature=[keras.InputSpec(shape=model.input_shape, dtype="float32")],
    )
    archive.write_out(directory)


class Exported:
    def __init__(self, directory):
        self.loaded = tf.saved_model.load(directory)

    def __call__(self, images):
        return self.loaded.predict(tf.cast(images, tf.float32))


def load_exported(directory):
    return Exported(directory)
