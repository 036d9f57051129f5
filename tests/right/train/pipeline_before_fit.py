"""Caches, shuffles and prefetches the batches before fitting; runs eagerly."""

import keras
import tensorflow as tf


def compile_model(model, learning_rate=1e-3):
    model.compile(
        loss=keras.losses.CategoricalCrossentropy(from_logits=False),
        optimizer=keras.optimizers.Adam(learning_rate),
        metrics=["accuracy"],
        run_eagerly=True,
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    train_data = train_data.cache().shuffle(16).prefetch(tf.data.AUTOTUNE)
    validation_data = validation_data.cache().prefetch(tf.data.AUTOTUNE)
    return model.fit(
        train_data, validation_data=validation_data, epochs=epochs, callbacks=callbacks
    )
