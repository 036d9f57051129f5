"""As small as it may be: one filter, then two, no hidden Dense, positional arguments."""

from keras import Input, Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    return Sequential(
        [
            Input(input_shape),
            Conv2D(1, 3, 1, "valid", activation="tanh"),
            MaxPooling2D(2, 2, "same"),
            Conv2D(2, (3, 3), (1, 1), "same", activation="relu6"),
            MaxPooling2D((2, 2), (2, 2)),
            Flatten(),
            Dense(num_classes, "softmax"),
        ]
    )
