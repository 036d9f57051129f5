"""A callback class of its own that counts the seconds of each epoch; the History read back."""

import time

import keras


class Stopwatch(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.started)


def compile_model(model, learning_rate=1e-3):
    optimizer = keras.optimizers.get("adam")
    optimizer = type(optimizer)(learning_rate=learning_rate)
    loss = keras.losses.get("categorical_crossentropy")
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    watch = Stopwatch()
    model.fit(
        train_data,
        validation_data=validation_data,
        epochs=epochs,
        callbacks=[*(callbacks or ()), watch],
    )
    print(f"{sum(watch.seconds):.1f} s")
    return model.history
