"""tf.keras spelling; checkpoints in numbered folders; predictions as NumPy arrays."""

import os

import numpy as np
import tensorflow as tf


def save_weights(model, path):
    tf.keras.Model.save_weights(model, path)


def load_weights(model, path):
    tf.keras.Model.load_weights(model, path)
    return model


def _numbers(directory):
    if not os.path.isdir(directory):
        return []
    return sorted(int(name) for name in os.listdir(directory) if name.isdigit())


def save_checkpoint(model, directory):
    number = (_numbers(directory) or [0])[-1] + 1
    return tf.train.Checkpoint(model=model).write(os.path.join(directory, str(number), "weights"))


def restore_checkpoint(model, directory):
    numbers = _numbers(directory)
    if len(numbers) == 0:
        raise FileNotFoundError(f"no checkpoint in {directory}")
    place = os.path.join(directory, str(numbers[-1]), "weights")
    tf.train.Checkpoint(model=model).read(place).expect_partial()
    return model


def save_model(model, path):
    tf.keras.models.save_model(model, path)


def load_model(path):
    model = tf.keras.models.load_model(path)
    print("compiled:", model.compiled)
    return model


def export_model(model, directory):
    model.export(directory)


def load_exported(directory):
    serve = tf.saved_model.load(directory).signatures["serving_default"]
    name = list(serve.structured_input_signature[1])[0]

    def predict(images):
        outputs = serve(**{name: tf.constant(np.asarray(images, dtype="float32"))})
        return np.asarray(list(outputs.values())[0])

    predict.serve = serve
    return predict
