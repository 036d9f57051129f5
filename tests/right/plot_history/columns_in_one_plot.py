"""A 2 × 2 grid with its lower row left unused; filled areas between the curves; list of lines."""

import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    h = {k: np.array(v) for k, v in getattr(history, "history", history).items()}
    fig, axes = plt.subplots(2, 2)
    for ax, name in zip(axes[0], ["loss", "accuracy"]):
        xs = np.arange(1, h[name].size + 1)
        lines = ax.plot(xs, np.column_stack([h[name], h["val_" + name]]))
        ax.fill_between(xs, h[name], h["val_" + name], alpha=0.2)
        ax.legend(lines, ["Train", "Val"])
        ax.set_title(name)
        ax.set_xlabel("epoch")
    for ax in axes[1]:
        ax.set_axis_off()
    return fig
