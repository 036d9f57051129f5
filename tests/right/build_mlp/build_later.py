"""A class derived from Sequential, built by build() with the batch axis in front."""

import keras
from keras import layers


class Perceptron(keras.Sequential):
    def __init__(self, num_classes):
        super().__init__()
        self.add(layers.Flatten())
        self.add(layers.Dense(100, activation=layers.ReLU()))
        self.add(layers.BatchNormalization())
        self.add(layers.Dense(num_classes, activation=keras.ops.softmax))


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    model = Perceptron(num_classes)
    model.build((None, *input_shape))
    return model
