"""Objects for optimizer, loss and metric; every argument of fit by name, quiet."""

from tensorflow import keras


def compile_model(model, learning_rate=0.001):
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    loss = keras.losses.CategoricalCrossentropy()
    metric = keras.metrics.CategoricalAccuracy(name="accuracy")
    model.compile(optimizer=optimizer, loss=loss, metrics=[metric])
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    history = model.fit(
        x=train_data,
        epochs=epochs,
        validation_data=validation_data,
        validation_freq=1,
        callbacks=callbacks,
        verbose=0,
    )
    return history
