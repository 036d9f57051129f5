"""Exercise 5: Compile and train.

You learn to tell a model how it is to learn (optimizer, loss, metrics), and to train it
while watching data that it does not learn from.

You write two functions: one compiles a model, the other trains it. Free to choose: further
metrics, and how much is printed while training.

Rules:
- Assume no fixed number of samples, image size or number of classes. Write no files.
- Of what you are given, change only the model.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  compiles_the_model_given: and returns it
    1  uses_adam_at_the_rate: a number or a schedule
    1  uses_the_cross_entropy: for one-hot labels and probabilities
    1  reports_the_accuracy: under the name accuracy
    1  trains_for_the_epochs: all of the training data each time, and returns the History
    1  keeps_the_compilation: optimizer, learning rate and loss stay
    1  measures_the_validation_data: all of it, after each epoch
    1  learns_from_the_training_data_only: and from nothing else
    1  hands_the_callbacks_on: all of them, none added that changes the training
    1  leaves_arguments_alone: the list of callbacks given is not changed
"""

from collections.abc import Sequence

import keras
import tensorflow as tf


def compile_model(
    model: keras.Model,
    learning_rate: float | keras.optimizers.schedules.LearningRateSchedule = 1e-3,
) -> keras.Model:
    """Compile the model for labels that are one-hot rows.

    Use the optimizer `Adam`, the categorical cross-entropy as loss, and report the accuracy
    under the name `accuracy`. Further metrics are free.

    Args:
        model: a model whose output is probabilities (not logits). It is compiled in place.
        learning_rate: Adam's learning rate, a number or a Keras learning rate schedule.

    Returns:
        The same model, compiled.

    Example:
        >>> model = compile_model(build_mlp(), learning_rate=0.01)
        >>> type(model.optimizer).__name__, float(model.optimizer.learning_rate)
        ('Adam', 0.009999999776482582)
    """
    ### BEGIN SOLUTION: Compile the model and return it.
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
    ### END SOLUTION


def train(
    model: keras.Model,
    train_data: tf.data.Dataset,
    validation_data: tf.data.Dataset,
    epochs: int = 10,
    callbacks: Sequence[keras.callbacks.Callback] | None = None,
) -> keras.callbacks.History:
    """Train the model, measuring it on the validation data after each epoch.

    The model is compiled already: do not compile it again. It learns from `train_data` and
    nothing from `validation_data`. The callbacks given are handed on; add none of your own
    that changes the training.

    Args:
        model: a compiled model. It is trained in place.
        train_data: batches of `(images, labels)`, labels as one-hot rows.
        validation_data: likewise.
        epochs: how many times to go through `train_data`, at least 1.
        callbacks: Keras callbacks to use while training, or None. The list is not changed.

    Returns:
        The `keras.callbacks.History` of the training.

    Example:
        >>> history = train(model, train_data, validation_data, epochs=2)
        >>> sorted(history.history), len(history.history["loss"])
        (['accuracy', 'loss', 'val_accuracy', 'val_loss'], 2)
    """
    ### BEGIN SOLUTION: Fit the model, with the validation data and the callbacks handed on.
    return model.fit(
        train_data, validation_data=validation_data, epochs=epochs, callbacks=callbacks
    )
    ### END SOLUTION
