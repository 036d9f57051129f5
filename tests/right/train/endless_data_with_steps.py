"""The steps are counted first, then endless data is read so many steps an epoch."""

import keras
import tensorflow as tf


def compile_model(model, learning_rate=1e-3):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate, beta_1=0.9, beta_2=0.999),
        loss="CategoricalCrossentropy",
        metrics=["mae", "accuracy"],
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    steps = int(train_data.reduce(tf.constant(0), lambda n, _: n + 1))
    history = model.fit(
        train_data.repeat(),
        steps_per_epoch=steps,
        epochs=epochs,
        validation_data=validation_data,
        callbacks=list(callbacks or ()),
    )
    return history
