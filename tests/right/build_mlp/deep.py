"""Twelve hidden layers in a loop, regularised, with a different activation each."""

import keras

ACTIVATIONS = ["relu", "elu", "selu", "gelu", "silu", "tanh", "sigmoid", "softplus", "softsign"]


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential([keras.Input(shape=input_shape), keras.layers.Flatten()])
    for name in [*ACTIVATIONS, "mish", "relu6", "hard_sigmoid"]:
        model.add(
            keras.layers.Dense(
                20,
                activation=getattr(keras.activations, name),
                kernel_regularizer=keras.regularizers.L2(1e-4),
            )
        )
    model.add(keras.layers.Dense(num_classes))
    model.add(keras.layers.Activation(keras.activations.softmax))
    return model
