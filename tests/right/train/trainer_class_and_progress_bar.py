"""A class that compiles and fits, with a progress bar beside the callbacks given."""

import keras


class Trainer:
    def __init__(self, model):
        self.model = model

    def compile(self, lr):
        self.model.compile(
            optimizer=keras.optimizers.Adam(lr),
            loss=keras.losses.CategoricalCrossentropy(),
            metrics=[
                keras.metrics.CategoricalAccuracy("accuracy"),
                keras.metrics.TopKCategoricalAccuracy(k=2, name="top2"),
            ],
        )
        return self

    def fit(self, tr, va, epochs, cbs):
        pb = keras.callbacks.ProgbarLogger()
        return self.model.fit(
            tr, validation_data=va, epochs=epochs, callbacks=[] if cbs is None else list(cbs) + [pb]
        )


def compile_model(model, learning_rate=1e-3):
    return Trainer(model).compile(learning_rate).model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    return Trainer(model).fit(train_data, validation_data, epochs, callbacks)
