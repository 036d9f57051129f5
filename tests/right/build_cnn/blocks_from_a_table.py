"""A table says filters and repeats; batch normalisation after the activation, paddings mixed."""

import keras

BLOCKS = ((16, 2, "same"), (32, 2, "same"), (32, 1, "valid"))


def _block(x, filters, repeats, padding):
    for _ in range(repeats):
        x = keras.layers.Conv2D(filters, kernel_size=3, padding=padding, activation="elu")(x)
        x = keras.layers.BatchNormalization()(x)
    return keras.layers.MaxPool2D(pool_size=2, strides=2, padding="same")(x)


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    x = images = keras.Input(shape=input_shape)
    for filters, repeats, padding in BLOCKS:
        x = _block(x, filters, repeats, padding)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(64, activation=keras.activations.selu)(x)
    return keras.Model(images, keras.layers.Dense(num_classes, "softmax")(x), name="cnn")
