"""Reshape in place of Flatten, rescaling and noise in front, every kind of normalisation."""

import numpy as np
from keras import Sequential, layers


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    return Sequential(
        [
            layers.Input(input_shape),
            layers.Rescaling(2.0, offset=-1.0),
            layers.RandomTranslation(0.1, 0.1),
            layers.GaussianNoise(0.05),
            layers.Reshape((int(np.prod(input_shape)),)),
            layers.Dense(48),
            layers.LayerNormalization(),
            layers.ELU(alpha=0.5),
            layers.GaussianDropout(0.1),
            layers.Dense(24, activation="selu", kernel_initializer="lecun_normal"),
            layers.AlphaDropout(0.1),
            layers.Dense(24, activation=layers.LeakyReLU(negative_slope=0.2)),
            layers.UnitNormalization(),
            layers.Dense(num_classes, activation="softmax", kernel_initializer="zeros"),
        ]
    )
