"""TensorFlow throughout: tf.cast, tf.expand_dims, tf.one_hot; returns eager tensors."""

import tensorflow as tf


def preprocess_images(images):
    images = tf.cast(images, tf.float32) / 255.0
    if len(images.shape) == 3:
        images = tf.expand_dims(images, -1)
    return images


def one_hot(labels, num_classes=10):
    return tf.one_hot(labels, num_classes)
