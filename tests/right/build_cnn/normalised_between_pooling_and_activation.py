"""Pooling, layer normalisation, then the activation; logits and softmax apart."""

import keras
from keras import layers


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    filters = [16, 32, 32]
    inp = layers.Input(shape=input_shape)
    x = layers.GaussianNoise(0.1)(inp)
    for k, f in enumerate(filters):
        x = layers.Conv2D(filters=f, kernel_size=3, padding="same", name=f"conv{k}")(x)
        x = layers.MaxPooling2D(pool_size=2, padding="valid", name=f"pool{k}")(x)
        x = layers.LayerNormalization()(x)
        x = layers.LeakyReLU()(x)
    x = layers.Reshape((-1,))(x)
    x = layers.Dense(num_classes, name="logits")(x)
    return keras.Model(inp, layers.Activation("softmax", name="probs")(x))
