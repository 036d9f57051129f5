"""tf.keras spelling; a dict of settings for fit, into which callbacks go only if there are any."""

import tensorflow as tf


def compile_model(model, learning_rate=1e-3):
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=learning_rate),
        loss=tf.keras.losses.CategoricalCrossentropy(from_logits=False),
        metrics=[tf.keras.metrics.CategoricalAccuracy("accuracy"), "top_k_categorical_accuracy"],
        steps_per_execution=1,
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    settings = {"epochs": epochs, "validation_data": validation_data, "verbose": 2}
    if callbacks:
        settings["callbacks"] = callbacks
    return model.fit(train_data, **settings)
