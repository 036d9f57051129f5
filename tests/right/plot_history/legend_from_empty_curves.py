"""Empty curves, drawn first for the legend's sake, carry the labels; step lines; titles at the left."""

import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    lists = history.history if hasattr(history, "history") else history
    fig, axes = plt.subplots(2, 1, figsize=(6, 8))
    for ax, name in zip(axes.flat, ["loss", "accuracy"]):
        ax.plot([], [], "k-", label="training")
        ax.plot([], [], "k:", label="validation")
        ax.legend(title=name)
        epochs = np.arange(len(lists[name]))
        ax.step(epochs, lists[name], "k-", where="mid")
        ax.plot(epochs, lists[f"val_{name}"], "k:")
        ax.set_title(name.upper(), loc="left")
        ax.set_xlabel("epoch (from 0)")
    return fig
