"""A Sequential list with Input, padding same, dropout after every block and before the classes."""

import keras
from keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            Input(input_shape),
            Conv2D(32, (3, 3), activation="relu", padding="same"),
            MaxPooling2D((2, 2)),
            Dropout(0.25),
            Conv2D(64, (3, 3), activation="relu", padding="same"),
            MaxPooling2D((2, 2)),
            Dropout(0.25),
            Flatten(),
            Dense(128, activation="relu"),
            Dropout(0.5),
            Dense(num_classes, activation="softmax"),
        ]
    )
