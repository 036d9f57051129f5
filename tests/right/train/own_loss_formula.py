"""The cross-entropy written out as a formula of its own."""

import keras
import tensorflow as tf


def cross_entropy(y_true, y_pred):
    y_true = tf.cast(y_true, y_pred.dtype)
    return -tf.reduce_sum(y_true * tf.math.log(tf.clip_by_value(y_pred, 1e-7, 1.0)), axis=-1)


def compile_model(model, learning_rate=1e-3):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss=cross_entropy, metrics=["accuracy"]
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    fit = model.fit(
        train_data,
        epochs=epochs,
        validation_data=validation_data,
        callbacks=callbacks,
        validation_freq=1,
    )
    print("best validation accuracy", max(fit.history["val_accuracy"]))
    return fit
