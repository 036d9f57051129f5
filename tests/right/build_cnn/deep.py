"""Like VGG: three blocks of two and three convolutions, regularised, initialised, two hidden."""

import keras
from keras import layers, regularizers

CONFIGURATION = [8, 8, "pool", 16, 16, "pool", 32, 32, 32, "pool"]


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    parts = [keras.Input(input_shape)]
    for entry in CONFIGURATION:
        if entry == "pool":
            parts.append(layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
            continue
        parts.append(
            layers.Conv2D(
                filters=entry,
                kernel_size=[3, 3],
                padding="same",
                activation=layers.LeakyReLU(negative_slope=0.2),
                kernel_initializer="he_normal",
                kernel_regularizer=regularizers.L2(1e-4),
            )
        )
        parts.append(layers.GroupNormalization(groups=4))
    parts += [layers.Flatten()]
    for _ in range(2):
        parts += [layers.Dense(64, activation=keras.activations.silu), layers.Dropout(0.5)]
    parts += [layers.Dense(num_classes, activation=keras.ops.softmax, dtype="float32")]
    return keras.Sequential(parts)
