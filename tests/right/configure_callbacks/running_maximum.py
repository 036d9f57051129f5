"""The last epoch by a running maximum in a loop over the names."""

import os

import tensorflow as tf

PREFIX, SUFFIX = "weights.", ".weights.h5"


def best_model_callbacks(path, monitor="val_loss", patience=3):
    m = "min"
    for word in ("acc", "accuracy"):
        if word in monitor:
            m = "max"
    cbs = tf.keras.callbacks
    return [
        cbs.ModelCheckpoint(filepath=path, monitor=monitor, mode=m, save_best_only=True),
        cbs.EarlyStopping(monitor=monitor, mode=m, patience=patience, restore_best_weights=True),
    ]


def every_epoch_callback(directory):
    return tf.keras.callbacks.ModelCheckpoint(
        directory + os.sep + PREFIX + "{epoch:02d}" + SUFFIX, save_weights_only=True
    )


def load_best(path):
    return tf.keras.models.load_model(path)


def latest_weights(directory):
    highest, answer = 0, None
    for name in sorted(os.listdir(directory)):
        if not (name.startswith(PREFIX) and name.endswith(SUFFIX)):
            continue
        middle = name[len(PREFIX) : -len(SUFFIX)]
        try:
            epoch = int(middle)
        except ValueError:
            continue
        if epoch > highest and middle == f"{epoch:02d}":
            highest, answer = epoch, name
    if answer is None:
        raise FileNotFoundError(2, "no weights", directory)
    return os.path.join(directory, answer)
