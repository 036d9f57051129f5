"""Sequential by add(), two convolutions a block, valid padding, input_shape on the first layer."""

import tensorflow as tf
from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = tf.keras.Sequential()
    model.add(Conv2D(8, kernel_size=3, activation="relu", input_shape=input_shape))
    model.add(Conv2D(8, kernel_size=3, activation="relu"))
    model.add(MaxPool2D(pool_size=2, strides=2))
    model.add(Dropout(0.25))
    model.add(Conv2D(16, kernel_size=3, activation=tf.nn.relu))
    model.add(Conv2D(16, kernel_size=3, activation=tf.nn.relu))
    model.add(MaxPool2D())
    model.add(Dropout(0.25))
    model.add(Flatten())
    model.add(Dense(num_classes, activation=tf.nn.softmax))
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model
