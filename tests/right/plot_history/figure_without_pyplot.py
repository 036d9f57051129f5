"""Object-oriented: Figure and add_axes, without pyplot; axes by hand, the accuracy below."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure


def _panel(figure, box, training, validation, name):
    axes = figure.add_axes(box)
    epochs = np.arange(len(training))
    (first,) = axes.plot(epochs, training, color="0.2")
    (second,) = axes.plot(epochs, validation, color="0.2", linestyle="--")
    axes.legend([second, first], [f"{name} on validation data", f"{name} on training data"])
    axes.set(xlabel="epoch (from 0)", ylabel=name.capitalize())
    axes.grid(alpha=0.3)


def plot_history(history):
    values = history if isinstance(history, Mapping) else history.history
    figure = Figure(figsize=(6, 8))
    _panel(figure, (0.1, 0.55, 0.85, 0.4), values["loss"], values["val_loss"], "loss")
    _panel(figure, (0.1, 0.05, 0.85, 0.4), values["accuracy"], values["val_accuracy"], "accuracy")
    return figure
