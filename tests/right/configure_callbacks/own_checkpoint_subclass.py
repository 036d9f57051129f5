"""A ModelCheckpoint whose on_epoch_end is overridden to save weights under a name of its own."""

import os

import keras


def best_model_callbacks(path, monitor="val_loss", patience=3):
    mode = "max" if monitor.endswith(("acc", "accuracy")) else "min"
    callbacks = []
    callbacks.append(keras.callbacks.ModelCheckpoint(path, monitor, save_best_only=True, mode=mode))
    callbacks.append(keras.callbacks.EarlyStopping(monitor, patience=patience, mode=mode))
    return callbacks


class EveryEpoch(keras.callbacks.ModelCheckpoint):
    def __init__(self, directory):
        super().__init__(os.path.join(directory, "x.weights.h5"), save_weights_only=True)
        self.directory = directory

    def on_epoch_end(self, epoch, logs=None):
        name = "after-epoch-" + str(epoch + 1) + ".weights.h5"
        self.model.save_weights(os.path.join(self.directory, name))


def every_epoch_callback(directory):
    return EveryEpoch(directory)


def load_best(path):
    model = keras.models.load_model(path, compile=True)
    return model


def latest_weights(directory):
    epochs = []
    for name in os.listdir(directory):
        if name.startswith("after-epoch-") and name.endswith(".weights.h5"):
            middle = name[len("after-epoch-") : -len(".weights.h5")]
            if middle.isdecimal():
                epochs.append(int(middle))
    if epochs == []:
        raise FileNotFoundError("no epoch was saved in " + directory)
    return os.path.join(directory, "after-epoch-" + str(max(epochs)) + ".weights.h5")
