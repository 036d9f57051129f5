"""Activations after pooling and normalisation, each a layer of its own; padding of both kinds."""

import keras
from keras import layers


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            layers.Input(input_shape),
            layers.Rescaling(1.0),
            layers.ZeroPadding2D(1),
            layers.Conv2D(6, 3),
            layers.MaxPooling2D(2, padding="same"),
            layers.LayerNormalization(),
            layers.PReLU(shared_axes=[1, 2]),
            layers.Conv2D(6, 3, padding="same"),
            layers.LeakyReLU(negative_slope=0.1),
            layers.Conv2D(12, 3, padding="valid"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2, 2),
            layers.ELU(),
            layers.Flatten(),
            layers.Dense(24),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dense(num_classes),
            layers.Softmax(),
        ]
    )
