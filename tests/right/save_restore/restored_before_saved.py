"""The save counter goes on where the latest checkpoint stopped, as that one is restored first."""

import keras
import tensorflow as tf


class Keeper:
    """What is saved: the weights, the step and nothing of the optimizer."""

    def __init__(self, model, directory):
        self.step = tf.Variable(0, dtype=tf.int64)
        weights = {f"w{n}": weight.value for n, weight in enumerate(model.weights)}
        self.checkpoint = tf.train.Checkpoint(step=self.step, **weights)
        self.manager = tf.train.CheckpointManager(self.checkpoint, directory, max_to_keep=None)

    def read_step(self):
        latest = self.manager.latest_checkpoint
        if latest:
            tf.train.Checkpoint(step=self.step).restore(latest).expect_partial()

    def save(self):
        self.read_step()
        self.step.assign_add(1)
        return self.manager.save(checkpoint_number=self.step)

    def restore(self):
        if self.manager.latest_checkpoint is None:
            raise FileNotFoundError("nothing to restore")
        self.checkpoint.restore(self.manager.latest_checkpoint)


def save_weights(model, path):
    model.save_weights(filepath=path)


def load_weights(model, path):
    model.load_weights(filepath=path)
    return model


def save_checkpoint(model, directory):
    return Keeper(model, directory).save()


def restore_checkpoint(model, directory):
    Keeper(model, directory).restore()
    return model


def save_model(model, path):
    model.save(filepath=path)


def load_model(path):
    return keras.saving.load_model(path, compile=True)


def export_model(model, directory):
    tf.saved_model.save(model, directory)


def load_exported(directory):
    layer = keras.layers.TFSMLayer(directory, call_endpoint="serving_default")
    return lambda images: next(iter(layer(images).values()))
