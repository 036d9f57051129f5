"""A loop over widths: Dense without bias, batch normalisation, and only then the activation."""

import keras


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=input_shape))
    model.add(keras.layers.Flatten())
    for units in (256, 128, 64):
        model.add(keras.layers.Dense(units, use_bias=False, kernel_initializer="he_normal"))
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.LeakyReLU(negative_slope=0.1))
    model.add(keras.layers.Dense(num_classes))
    model.add(keras.layers.Activation("softmax"))
    return model
