"""Exercise 9: Save and restore.

You learn the four ways to keep a trained model: its weights, TensorFlow checkpoints, the
whole model, and a SavedModel that runs without your code.

You write four pairs of functions, one to save and one to load. Free to choose: file names
inside a directory, what else a checkpoint holds, and how an `.h5` model is made to train on.

Rules:
- Assume no fixed image size or number of classes.
- Only `load_weights` and `restore_checkpoint` change the model they are given.
- Write files only at the place that the argument names. Its parent folder exists; what is
  already there is overwritten. Where you return a path, `str` or `Path` is right.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  saves_the_weights: a Keras weights file at the path, in place of an old one
    1  loads_the_weights: into the model given, fresh or used, which is returned
    1  adds_a_checkpoint: one more on each call, its prefix returned, the last five kept
    1  restores_the_latest: the eleventh after the tenth, into the model given
    1  raises_without_a_checkpoint: FileNotFoundError in an empty directory
    1  saves_the_whole_model: architecture, weights, compiled state, as .keras and .h5
    1  loads_the_whole_model: predicts the same, is compiled, trains on from .keras
    1  exports_a_saved_model: a SavedModel in the directory, in place of an old one
    1  predicts_as_the_exported_model: in a new run, one image or several
    1  leaves_arguments_alone: no model changed by saving, no other file written
"""

from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


def save_weights(model: keras.Model, path: str) -> None:
    """Save the model's weights to one file.

    Args:
        model: a compiled model. It is not changed.
        path: the file to write, ending in `.weights.h5`. A file already there is overwritten.

    Example:
        >>> save_weights(model, "cnn.weights.h5")
    """
    ### BEGIN SOLUTION: Write the model's weights to the file.
    model.save_weights(path)
    ### END SOLUTION


def load_weights(model: keras.Model, path: str) -> keras.Model:
    """Load weights that `save_weights` wrote into a model.

    Args:
        model: a compiled model of the same architecture as the saved one, fresh or used.
        path: the file, ending in `.weights.h5`.

    Returns:
        The same model, now with the saved weights.

    Example:
        >>> model = load_weights(compile_model(build_cnn()), "cnn.weights.h5")
    """
    ### BEGIN SOLUTION: Read the weights into the model and return it.
    model.load_weights(path)
    return model
    ### END SOLUTION


def save_checkpoint(model: keras.Model, directory: str) -> str:
    """Add a TensorFlow checkpoint (`tf.train`) of the model to a directory.

    It holds at least the model's weights. Each call adds one checkpoint, also in a new run of
    Python: after two calls there are two. At least the last five are kept.

    Args:
        model: a compiled model. It is not changed.
        directory: where the checkpoints are. Its parent exists; it may not exist itself yet.

    Returns:
        The path prefix of the new checkpoint (its files are this prefix with endings).

    Example:
        >>> save_checkpoint(model, "checkpoints")
        'checkpoints/ckpt-1'
        >>> save_checkpoint(model, "checkpoints")
        'checkpoints/ckpt-2'
    """
    ### BEGIN SOLUTION: Save one more checkpoint, numbered after the latest, and return its prefix.
    checkpoint = tf.train.Checkpoint(weights=model.weights)
    manager = tf.train.CheckpointManager(checkpoint, directory, max_to_keep=5)
    latest = manager.latest_checkpoint
    number = int(latest.rpartition("-")[2]) + 1 if latest else 1
    return manager.save(checkpoint_number=number)
    ### END SOLUTION


def restore_checkpoint(model: keras.Model, directory: str) -> keras.Model:
    """Load the latest checkpoint that `save_checkpoint` wrote into a model.

    Args:
        model: a compiled model of the same architecture as the saved one, fresh or used.
        directory: where the checkpoints are.

    Returns:
        The same model, now with the weights of the latest checkpoint.

    Raises:
        FileNotFoundError: there is no checkpoint in `directory`.

    Example:
        >>> model = restore_checkpoint(compile_model(build_cnn()), "checkpoints")
    """
    ### BEGIN SOLUTION: Restore the latest checkpoint, or raise FileNotFoundError.
    latest = tf.train.latest_checkpoint(directory)
    if latest is None:
        raise FileNotFoundError(f"no checkpoint in {directory}")
    tf.train.Checkpoint(weights=model.weights).restore(latest).expect_partial()
    return model
    ### END SOLUTION


def save_model(model: keras.Model, path: str) -> None:
    """Save the whole model: architecture, weights and compiled state.

    Args:
        model: a compiled model. It is not changed.
        path: the file to write, ending in `.keras` or `.h5`; the ending chooses the format.
            A file already there is overwritten.

    Example:
        >>> save_model(model, "cnn.keras")
    """
    ### BEGIN SOLUTION: Write the whole model to the file.
    model.save(path)
    ### END SOLUTION


def load_model(path: str) -> keras.Model:
    """Load a whole model that `save_model` wrote.

    A model loaded from `.keras` can go on training as it is. One loaded from `.h5` need not:
    Keras 3.15 raises in its `fit`. You may repair that; it is not asked for.

    Args:
        path: the file, ending in `.keras` or `.h5`.

    Returns:
        The model, compiled. It predicts the same as the saved one.

    Example:
        >>> model = load_model("cnn.keras")
    """
    ### BEGIN SOLUTION: Load the model, compiled as it was saved.
    model = keras.models.load_model(path)
    if Path(path).suffix == ".h5":
        model.compile_from_config(model.get_compile_config())
    return model
    ### END SOLUTION


def export_model(model: keras.Model, directory: str) -> None:
    """Export the model as a TensorFlow SavedModel, to be used for prediction only.

    Args:
        model: a compiled model. It is not changed.
        directory: the directory to write. Its parent exists; an export already there is
            overwritten.

    Example:
        >>> export_model(model, "exported")
    """
    ### BEGIN SOLUTION: Export the model to the directory.
    model.export(directory, verbose=False)
    ### END SOLUTION


def load_exported(directory: str) -> Callable[[np.ndarray], tf.Tensor]:
    """Load an exported model as a function that predicts.

    It must not need any of the code that built the model: the directory is all there is.

    Args:
        directory: what `export_model` wrote.

    Returns:
        A callable. It takes a batch of preprocessed images, `float32`, `(N, H, W, C)`, with
        any `N`, and returns the probabilities that the exported model predicts for them,
        `(N, num_classes)`, as an array or a tensor.

    Example:
        >>> predict = load_exported("exported")
        >>> predict(test_images[:3]).shape
        TensorShape([3, 10])
    """
    ### BEGIN SOLUTION: Load the SavedModel and return a callable that predicts a batch.
    return keras.layers.TFSMLayer(directory, call_endpoint="serve")
    ### END SOLUTION
