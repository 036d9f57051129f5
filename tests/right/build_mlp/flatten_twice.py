"""What changes nothing: a Reshape to the same shape, a second Flatten, Identity; with type hints."""

import keras
from keras import layers


def build_mlp(input_shape: tuple[int, ...] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
    model = keras.Sequential()
    model.add(keras.Input(input_shape))
    model.add(layers.Reshape(input_shape))
    model.add(layers.Identity())
    model.add(layers.Flatten())
    model.add(layers.Flatten())
    model.add(layers.Dense(24))
    model.add(layers.Dropout(0.5))
    model.add(layers.LeakyReLU())
    model.add(layers.Dense(num_classes, activation=keras.layers.Softmax(axis=-1)))
    return model
