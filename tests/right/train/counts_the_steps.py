"""Repeats the training data and tells fit how many steps make an epoch."""

import keras


def compile_model(model, learning_rate=1e-3):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss=keras.losses.get("categorical_crossentropy"),
        metrics=[keras.metrics.CategoricalAccuracy("accuracy")],
        steps_per_execution=1,
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    return model.fit(
        train_data.repeat(),
        steps_per_epoch=len(train_data),
        epochs=epochs,
        validation_data=validation_data,
        validation_steps=len(validation_data),
        callbacks=callbacks,
        verbose="auto",
    )
