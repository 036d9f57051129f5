"""As many blocks as the image has halvings; convolutions after the last pooling; augmentation."""

import keras
from keras import layers


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential([keras.Input(shape=input_shape)])
    model.add(layers.RandomRotation(0.05))
    model.add(layers.RandomZoom(0.1))
    size, filters = min(input_shape[:2]), 4
    while size >= 4:
        model.add(layers.Conv2D(filters, 3, padding="same", activation="elu"))
        model.add(layers.MaxPooling2D())
        size, filters = size // 2, filters * 2
    model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(layers.Reshape((-1,)))
    model.add(layers.Dense(num_classes))
    model.add(layers.Activation("softmax"))
    return model
