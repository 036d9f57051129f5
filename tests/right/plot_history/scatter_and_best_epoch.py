"""Scatter points over lines, and a vertical line at the best epoch with its own legend entry."""

import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    values = history.history if hasattr(history, "history") else history
    fig, axs = plt.subplots(nrows=1, ncols=2, figsize=(11, 4))
    best = int(np.argmin(values["val_loss"])) + 1
    for ax, key in zip(axs.flat, ("loss", "accuracy")):
        x = np.arange(1, len(values[key]) + 1)
        ax.axvline(best, color="grey", linestyle=":", label=f"best epoch: {best}")
        ax.plot(x, values[key], color="tab:blue", alpha=0.5)
        ax.plot(x, values["val_" + key], color="tab:orange", alpha=0.5)
        ax.scatter(x, values[key], color="tab:blue", label="Training")
        ax.scatter(x, values["val_" + key], color="tab:orange", label="Validation")
        ax.annotate("best", (best, values["val_" + key][best - 1]))
        ax.set_title(f"Training and validation {key}")
        ax.set_xlabel("Epoch")
        ax.legend()
    fig.tight_layout()
    return fig
