"""Adam by its name in a dict of settings, the rate set afterwards; callbacks copied to a list."""

import keras


def compile_model(model, learning_rate=1e-3):
    optimizer = keras.optimizers.get("adam")
    optimizer.learning_rate = learning_rate
    settings = {
        "optimizer": optimizer,
        "loss": "CategoricalCrossentropy",
        "metrics": ["accuracy"],
    }
    model.compile(**settings)
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    callbacks = list(callbacks) if callbacks else []
    model.fit(train_data, epochs=epochs, validation_data=validation_data, callbacks=callbacks)
    return model.history
