"""Loss and metric by their names as strings, arguments of fit by position where there is one."""

import keras


def compile_model(model, learning_rate=1e-3):
    model.compile(
        keras.optimizers.Adam(learning_rate), "categorical_crossentropy", metrics=["accuracy"]
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    return model.fit(
        train_data, epochs=epochs, validation_data=validation_data, callbacks=callbacks
    )
