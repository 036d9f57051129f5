"""input_shape as an argument of Flatten; gelu, tanh and a sigmoid hidden layer; tf.nn.softmax."""

import tensorflow as tf


def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    flatten = tf.keras.layers.Flatten(input_shape=input_shape)
    hidden = [tf.keras.layers.Dense(50, activation=a) for a in ("gelu", tf.nn.tanh, "sigmoid")]
    last = tf.keras.layers.Dense(num_classes, activation=tf.nn.softmax)
    return tf.keras.Sequential([flatten, *hidden, last])
