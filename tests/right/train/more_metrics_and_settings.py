"""More metrics than asked for, other settings of Adam, the loss as a function."""

import keras
from keras.losses import categorical_crossentropy
from keras.metrics import AUC, Precision, TopKCategoricalAccuracy
from keras.optimizers import Adam


def compile_model(model, learning_rate=1e-3):
    model.compile(
        Adam(learning_rate, beta_1=0.95, epsilon=1e-8, clipnorm=1.0),
        categorical_crossentropy,
        metrics=[Precision(), "accuracy", TopKCategoricalAccuracy(k=2), AUC(name="auc")],
    )
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    assert isinstance(model, keras.Model)
    return model.fit(train_data, None, None, epochs, 2, callbacks, validation_data=validation_data)
