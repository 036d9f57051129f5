"""As small as it may be: one hidden layer of two units, flattened by Reshape((-1,))."""

import keras


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.layers.InputLayer(shape=input_shape),
            keras.layers.Reshape((-1,)),
            keras.layers.Dense(2, "tanh"),
            keras.layers.Dense(num_classes, "softmax"),
        ],
        name="tiny",
    )
