"""A Sequential list with Input, Dropout between the layers, and names for all of them."""

import keras
from keras import layers


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential(
        [
            layers.Input(shape=input_shape),
            layers.Flatten(name="pixels"),
            layers.Dense(128, activation="relu", name="hidden_1"),
            layers.Dropout(0.2),
            layers.Dense(64, activation="relu", name="hidden_2"),
            layers.Dropout(0.2),
            layers.Dense(num_classes, activation="softmax", name="classes"),
        ],
        name="mlp",
    )
    model.summary()
    return model
