"""Functional, with the activations as layers of their own and Keras's names imported."""

from keras import Input, Model
from keras.layers import Activation, BatchNormalization, Dense, Dropout, Flatten


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    inputs = Input(shape=input_shape)
    x = Flatten()(inputs)
    for units in (64, 32):
        x = Dense(units, use_bias=False)(x)
        x = BatchNormalization()(x)
        x = Activation("relu")(x)
        x = Dropout(0.2)(x)
    x = Dense(num_classes)(x)
    outputs = Activation("softmax")(x)
    return Model(inputs=inputs, outputs=outputs)
