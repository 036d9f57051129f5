"""Exercise 6: Draw the learning curves.

You learn to see from two curves whether a model still learns, has learnt enough or begins
to overfit.

You write one function that draws them. Free to choose: size, colours, markers and layout,
whether epochs count from 0 or 1, and English or Korean words.

Rules:
- Assume no fixed number of epochs. Write no files.
- Do not change the history you are given.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  returns_a_figure_with_two_axes: a Figure, two axes that stand apart
    2  draws_the_loss: training and validation loss over the epochs
    2  draws_the_accuracy: training and validation accuracy over the epochs
    1  names_loss_and_accuracy: each axes names its quantity in title or y-label
    1  labels_the_epochs: each axes has an x-label
    1  tells_training_from_validation: each legend says which curve is which
    1  takes_a_history_or_its_dict: both, of any number of epochs
    1  leaves_arguments_alone: the history is not changed, no file is written
"""

import keras
import matplotlib.pyplot as plt
from matplotlib.figure import Figure


def plot_history(history: keras.callbacks.History | dict[str, list[float]]) -> Figure:
    """Draw the loss and the accuracy of a training over its epochs.

    The figure has two axes, side by side or one above the other (not `twinx`): one for the
    loss and one for the accuracy. Each of the two

    - draws the training values and the validation values over the epochs, counted from 0 or 1;
    - names its quantity in its title or y-label: loss (or 손실), accuracy (or acc, 정확도);
    - has an x-label;
    - has a legend, in which the training curve's entry says train (or 훈련, 학습) and the
      validation curve's says val (or 검증).

    Return the figure. Nothing need be shown or saved; a `plt.show()` does no harm.

    Args:
        history: what `model.fit` returned, or its dict: the lists `"loss"`, `"accuracy"`,
            `"val_loss"` and `"val_accuracy"`, with one number for each epoch.

    Returns:
        The `matplotlib.figure.Figure`.

    Example:
        >>> figure = plot_history({"loss": [2.0, 1.0], "val_loss": [2.1, 1.3],
        ...                        "accuracy": [0.4, 0.7], "val_accuracy": [0.4, 0.6]})
        >>> len(figure.axes)
        2
    """
    ### BEGIN SOLUTION: Draw the loss and the accuracy, each for training and validation.
    values = history if isinstance(history, dict) else history.history
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, quantity in zip(axes, ["loss", "accuracy"], strict=True):
        epochs = range(1, len(values[quantity]) + 1)
        axis.plot(epochs, values[quantity], marker="o", label="train")
        axis.plot(epochs, values[f"val_{quantity}"], marker="o", label="validation")
        axis.set_xlabel("epoch")
        axis.set_ylabel(quantity)
        axis.legend()
    return figure
    ### END SOLUTION
