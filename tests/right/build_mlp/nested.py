"""A Sequential of Sequentials, one of them functional, with a softmax layer of its own."""

import keras
from keras import layers


def hidden(units):
    return keras.Sequential([layers.Dense(units), layers.PReLU(), layers.Dropout(0.1)])


def head(units, num_classes):
    inputs = keras.Input((units,))
    return keras.Model(inputs, layers.Softmax()(layers.Dense(num_classes)(inputs)))


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    body = keras.Sequential([layers.Flatten(), hidden(32), hidden(16)])
    return keras.Sequential([keras.Input(input_shape), body, head(16, num_classes)])
