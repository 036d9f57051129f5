"""What is loaded is a Keras model around a TFSMLayer; h5 compiled again by hand."""

import glob

import keras
import tensorflow as tf

save_options = {"overwrite": True}


def save_weights(model, path):
    model.save_weights(path, **save_options)


def load_weights(model, path):
    model.load_weights(path)
    return model


def save_checkpoint(model, directory):
    n = 1 + max(
        [int(f[: -len(".index")].split("-")[-1]) for f in glob.glob(f"{directory}/w-*.index")],
        default=0,
    )
    checkpoint = tf.train.Checkpoint(weights=list(model.weights))
    manager = tf.train.CheckpointManager(checkpoint, directory, 7, checkpoint_name="w")
    return manager.save(n)


def restore_checkpoint(model, directory):
    latest = tf.train.latest_checkpoint(directory)
    if not latest:
        raise FileNotFoundError
    reader = tf.train.Checkpoint(weights=list(model.weights))
    reader.restore(latest).expect_partial()
    return model


def save_model(model, path):
    model.save(path, **save_options)


def load_model(path):
    model = keras.models.load_model(path)
    if path.endswith(".h5"):
        rate = float(model.optimizer.learning_rate.numpy())
        model.compile(
            optimizer=keras.optimizers.Adam(rate),
            loss="categorical_crossentropy",
            metrics=["accuracy"],
        )
    return model


def export_model(model, directory):
    model.export(directory)


def load_exported(directory):
    return keras.Sequential([keras.layers.TFSMLayer(directory, call_endpoint="serve")])
