"""Sequential by add(), through tf.keras, compiled already and printed."""

import tensorflow as tf


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    model = tf.keras.models.Sequential()
    model.add(tf.keras.layers.Flatten(input_shape=input_shape))
    model.add(tf.keras.layers.Dense(128, activation=tf.nn.relu))
    model.add(tf.keras.layers.Dense(64, activation=tf.nn.swish))
    model.add(tf.keras.layers.Dense(num_classes, activation=tf.nn.softmax))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    return model
