"""Functional, calling keras.activations and keras.ops on the tensors; one pooling object for all."""

import keras
from keras import layers, ops


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    halve = layers.MaxPooling2D()
    image = keras.Input(input_shape)
    x = halve(keras.activations.relu(layers.Conv2D(4, 3)(image)))
    x = halve(ops.silu(layers.Conv2D(8, 3)(x)))
    x = ops.tanh(layers.Conv2D(8, 3, padding="same")(x))
    x = ops.reshape(x, (-1, x.shape[1] * x.shape[2] * x.shape[3]))
    x = keras.activations.gelu(layers.Dense(16)(x))
    return keras.Model(image, keras.activations.softmax(layers.Dense(num_classes)(x)))
