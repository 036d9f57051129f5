"""Feature extraction and classifier as Sequentials of their own, inside a functional model."""

import keras
from keras import layers


def block(filters):
    return keras.Sequential(
        [layers.Conv2D(filters, 3, padding="same", activation="gelu"), layers.MaxPooling2D()]
    )


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    backbone = keras.Sequential([block(4), block(8), block(16)], name="backbone")
    head = keras.Sequential(
        [
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(num_classes, activation="softmax"),
        ],
        name="head",
    )
    image = keras.Input(input_shape)
    return keras.Model(image, head(backbone(image)))
