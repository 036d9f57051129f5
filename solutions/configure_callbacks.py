"""Exercise 10: Keep the best, stop in time.

You learn to let callbacks watch a training: keep the best model, stop when nothing improves
any more, and leave a trace of every epoch.

You write four functions: two make callbacks, two load what they left. Free to choose: the
file names of `every_epoch_callback`, how much the callbacks print, and whether early stopping
restores the best weights.

Rules:
- Assume no fixed number of epochs, image size or number of classes.
- Write files only at the place that the argument names. The parent folder of that place
  exists; what is already there is overwritten. Where you return a path, `str` or `Path` is
  right.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  returns_both_callbacks: a ModelCheckpoint and an EarlyStopping in a list or tuple
    1  keeps_the_lowest_loss: the whole model, written only when a loss or an error falls
    1  keeps_the_highest_accuracy: the same when an accuracy rises
    1  stops_when_accuracy_stands_still: after patience epochs in a row
    1  any_improvement_starts_the_count_again: however small it is
    1  keeps_every_epoch: weights in a file of its own, with the epoch's number from 1
    1  loads_the_best_model: the one at the path, compiled as it was
    1  finds_the_last_epoch: 10 after 9, 100 after 99, whatever the files' times
    1  passes_over_other_files: and FileNotFoundError where there are only others
    1  leaves_arguments_alone: no file but those that were asked for
"""

import re
from pathlib import Path

import keras


def best_model_callbacks(
    path: str, monitor: str = "val_loss", patience: int = 3
) -> list[keras.callbacks.Callback]:
    """Make the callbacks that keep the best model and stop when it no longer improves.

    Both watch `monitor`. A quantity with `acc` in its name is better when it is higher, any
    other when it is lower.

    Args:
        path: the file for the best model, ending in `.keras`. A file already there is
            overwritten.
        monitor: a loss or metric of the model, of training (`"loss"`) or validation
            (`"val_loss"`).
        patience: how many epochs in a row without any improvement end the training.

    Returns:
        A list or tuple with a `keras.callbacks.ModelCheckpoint` that writes the whole model to
        `path` only when `monitor` improves, and a `keras.callbacks.EarlyStopping` that stops
        after `patience` epochs in a row without any improvement. Restoring the best weights at
        the end is free.

    Example:
        >>> callbacks = best_model_callbacks("best.keras", monitor="val_accuracy", patience=5)
        >>> [type(callback).__name__ for callback in callbacks]
        ['ModelCheckpoint', 'EarlyStopping']
    """
    ### BEGIN SOLUTION: Make a ModelCheckpoint and an EarlyStopping that watch the monitor.
    mode = "max" if "acc" in monitor else "min"
    return [
        keras.callbacks.ModelCheckpoint(path, monitor=monitor, mode=mode, save_best_only=True),
        keras.callbacks.EarlyStopping(
            monitor=monitor, mode=mode, patience=patience, restore_best_weights=True
        ),
    ]
    ### END SOLUTION


def every_epoch_callback(directory: str) -> keras.callbacks.ModelCheckpoint:
    """Make the callback that keeps the weights of every epoch.

    Args:
        directory: where the files go.

    Returns:
        A `keras.callbacks.ModelCheckpoint` that after each epoch writes the weights to a file
        of their own in `directory`. Its name ends in `.weights.h5` and has the epoch's number,
        counted from 1, in it. It works without validation data too.

    Example:
        >>> callback = every_epoch_callback("weights")
        >>> history = model.fit(train_data, epochs=2, callbacks=[callback])
        >>> sorted(file.name for file in Path("weights").iterdir())
        ['epoch-001.weights.h5', 'epoch-002.weights.h5']
    """
    ### BEGIN SOLUTION: Make a ModelCheckpoint whose file name has the epoch's number in it.
    return keras.callbacks.ModelCheckpoint(
        str(Path(directory) / "epoch-{epoch:03d}.weights.h5"), save_weights_only=True
    )
    ### END SOLUTION


def load_best(path: str) -> keras.Model:
    """Load the best model that the callbacks of `best_model_callbacks` left.

    Args:
        path: the file, ending in `.keras`.

    Returns:
        The whole model, compiled.

    Example:
        >>> model = load_best("best.keras")
    """
    ### BEGIN SOLUTION: Load the whole model.
    return keras.models.load_model(path)
    ### END SOLUTION


def latest_weights(directory: str) -> Path:
    """Find the weights of the last epoch that `every_epoch_callback` saved.

    The last epoch is the one with the highest number: 10 comes after 9 and 100 after 99,
    whenever the files were last modified. Files that `every_epoch_callback` did not write are
    passed over.

    Args:
        directory: where `every_epoch_callback` wrote its files.

    Returns:
        The path of the file with the highest epoch number, `str` or `Path`.

    Raises:
        FileNotFoundError: there is no such file in `directory`.

    Example:
        >>> latest_weights("weights")
        PosixPath('weights/epoch-012.weights.h5')
    """
    ### BEGIN SOLUTION: Find the file with the highest epoch number, or raise FileNotFoundError.
    files = {}
    for file in Path(directory).iterdir():
        match = re.fullmatch(r"epoch-(\d{3,})\.weights\.h5", file.name)
        if match:
            files[int(match[1])] = file
    if not files:
        raise FileNotFoundError(f"no weights of an epoch in {directory}")
    return files[max(files)]
    ### END SOLUTION
