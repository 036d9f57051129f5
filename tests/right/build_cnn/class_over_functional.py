"""A class over keras.Model that hands inputs and outputs up, so that it is functional; lambdas."""

import keras
from keras import layers


class Net(keras.Model):
    def __init__(self, shape, classes):
        image = x = keras.Input(shape)
        for width, repeats in ((6, 1), (9, 2)):
            for _ in range(repeats):
                x = layers.Conv2D(width, 3, activation=lambda t: keras.ops.maximum(t, 0))(x)
            x = layers.MaxPooling2D()(x)
        x = layers.Flatten()(x)
        super().__init__(inputs=image, outputs=layers.Dense(classes, "softmax")(x))


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    return Net(input_shape, num_classes)
