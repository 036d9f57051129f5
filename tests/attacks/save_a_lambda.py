"""Saves models whose files run code where they are opened, as .keras and as .h5."""

import keras

EXERCISE = "save_restore"
HONEST_POINTS = 0

SOURCE = "__import__('builtins').print('LOOT: code of a file ran')"


def save_model(model, path):
    keras.config.enable_unsafe_deserialization()
    shape = model.input_shape[1:]
    layer = keras.layers.Lambda(lambda x: eval(SOURCE) or x, output_shape=shape)
    keras.Sequential([keras.Input(shape), layer, *model.layers]).save(path)
