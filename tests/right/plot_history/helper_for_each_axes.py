"""A helper that gets the axes and the values; np.arange from 1; y-labels only, no titles."""

import matplotlib.pyplot as plt
import numpy as np


def _draw(ax, training, validation, quantity):
    epochs = np.arange(1, len(training) + 1)
    lines = ax.plot(epochs, training, epochs, validation, linewidth=2)
    ax.legend(lines, ["Train", "Val"])
    ax.set(xlabel="epochs", ylabel=quantity)


def plot_history(history):
    h = getattr(history, "history", history)
    fig, (top, bottom) = plt.subplots(nrows=2, sharex=False, layout="constrained")
    _draw(top, h["accuracy"], h["val_accuracy"], "acc")
    _draw(bottom, h["loss"], h["val_loss"], "loss (cross-entropy)")
    return fig
