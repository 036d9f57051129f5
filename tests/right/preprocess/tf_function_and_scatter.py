"""A tf.function with two traces scales the images; the ones are scattered by tf.scatter_nd."""

import tensorflow as tf


@tf.function(reduce_retracing=True)
def _scaled(images):
    return tf.math.divide(tf.cast(images, tf.float32), 255.0)


def preprocess_images(images):
    scaled = _scaled(tf.convert_to_tensor(images))
    return scaled if tf.rank(scaled) == 4 else tf.reshape(scaled, (*images.shape, 1))


def one_hot(labels, num_classes=10):
    n = len(labels)
    places = tf.stack([tf.range(n), tf.cast(labels, tf.int32)], axis=1)
    return tf.scatter_nd(places, tf.ones(n), (n, num_classes))
