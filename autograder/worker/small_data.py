"""Datasets of a few batches: making them faster, as TensorFlow would, costs more than they do."""

from __future__ import annotations

from typing import Any


def untuned(dataset: Any) -> Any:
    """Return the `tf.data.Dataset` with the same elements, neither rewritten nor autotuned."""
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False  # it starts a thread for every pass
    options.experimental_optimization.apply_default_optimizations = False
    return dataset.with_options(options)
