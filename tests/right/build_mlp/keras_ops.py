"""Functional, calling keras.activations and keras.ops on the tensors, reshaping by keras.ops."""

import math

import keras
from keras import ops


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    image = keras.Input(input_shape)
    x = ops.reshape(image, (-1, math.prod(input_shape)))
    x = keras.layers.Dense(40)(x)
    x = keras.activations.relu(x)
    x = keras.layers.Dense(30)(x)
    x = ops.leaky_relu(x, negative_slope=0.1)
    x = keras.layers.Dense(20)(x)
    x = ops.gelu(x)
    x = keras.layers.Dense(num_classes)(x)
    return keras.Model(image, ops.softmax(x, axis=-1))
