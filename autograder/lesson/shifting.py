"""More places for a digit to be in: batches moved a little, at random, while a model learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tensorflow as tf

FARTHEST = 1
"""In pixels. MNIST's digits have a margin of four, so nothing leaves the image."""


def shift_batches(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Return the batches of ``(images, labels)``, each moved by -1, 0 or 1 pixel along both axes.

    One move for a whole batch is quick, and enough: the next pass puts an image into another batch.

    Args:
        dataset: images ``(batch, height, width, channels)``.
    """
    import tensorflow as tf

    def shift(images: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        by = tf.random.uniform([2], -FARTHEST, FARTHEST + 1, tf.int32)
        return tf.roll(images, by, axis=[1, 2]), labels

    return dataset.map(shift).prefetch(tf.data.AUTOTUNE)
