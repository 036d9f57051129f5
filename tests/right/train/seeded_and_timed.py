"""Sets Keras's seed, measures the time, hands an empty list on where there are no callbacks."""

import time

import keras
from keras.optimizers import schedules


def compile_model(model, learning_rate=1e-3):
    if not isinstance(learning_rate, schedules.LearningRateSchedule):
        learning_rate = float(learning_rate)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate, amsgrad=False),
        loss=["categorical_crossentropy"],
        metrics=["accuracy", "mse"],
        jit_compile=False,
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    keras.utils.set_random_seed(1)
    started = time.perf_counter()
    history = model.fit(
        train_data, epochs=epochs, validation_data=validation_data, callbacks=callbacks or []
    )
    print(f"{time.perf_counter() - started:.1f} s")
    return history
