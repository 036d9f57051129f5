"""The serving_default signature wrapped in a function that names its input; a subclass of error."""

import keras
import tensorflow as tf


class NoCheckpoint(FileNotFoundError):
    pass


def save_weights(model, path):
    model.save_weights(path)
    return path


def load_weights(model, path):
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    step = tf.Variable(0, dtype=tf.int64)
    checkpoint = tf.train.Checkpoint(net=model, step=step)
    manager = tf.train.CheckpointManager(
        checkpoint, directory, max_to_keep=5, checkpoint_name="model"
    )
    if manager.latest_checkpoint:
        last = tf.train.load_variable(manager.latest_checkpoint, "step/.ATTRIBUTES/VARIABLE_VALUE")
        step.assign(last)
    step.assign_add(1)
    return manager.save(checkpoint_number=step)


def restore_checkpoint(model, directory):
    latest = tf.train.latest_checkpoint(directory)
    if latest is None:
        raise NoCheckpoint(directory)
    tf.train.Checkpoint(net=model).restore(latest).expect_partial()
    return model


def save_model(model, path):
    model.save(filepath=path)


def load_model(path):
    return keras.models.load_model(filepath=path)


def export_model(model, directory):
    model.export(filepath=directory)


def load_exported(directory):
    loaded = tf.saved_model.load(directory)
    serve = loaded.signatures["serving_default"]
    name = list(serve.structured_input_signature[1])[0]

    def predict(images):
        outputs = serve(**{name: tf.constant(images)})
        return next(iter(outputs.values())).numpy()

    predict.keep = loaded
    return predict
