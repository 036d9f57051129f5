"""Every activation a layer of its own, each of another kind; Rescaling by 1 in front."""

import tensorflow as tf
from tensorflow.keras import layers


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = tf.keras.models.Sequential(name="digits")
    model.add(layers.Rescaling(1.0, input_shape=input_shape))
    model.add(layers.Conv2D(8, 3))
    model.add(layers.PReLU(shared_axes=[1, 2]))
    model.add(layers.MaxPooling2D())
    model.add(layers.Conv2D(24, 3, padding="same"))
    model.add(layers.LeakyReLU())
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(40))
    model.add(layers.ELU())
    model.add(layers.Dense(num_classes))
    model.add(layers.Softmax())
    return model
