"""One legend for the whole figure, made of the lines of one axes; a subplot mosaic."""

import matplotlib.pyplot as plt


def plot_history(history):
    logs = history if isinstance(history, dict) else history.history
    fig, axes = plt.subplot_mosaic([["accuracy"], ["loss"]], layout="constrained")
    for name, ax in axes.items():
        train = ax.plot(logs[name], "k-")[0]
        val = ax.plot(logs[f"val_{name}"], "r--")[0]
        ax.set_ylabel(name)
        ax.set_xlabel("epoch")
    fig.legend([train, val], ["training set", "validation set"], loc="outside upper right")
    return fig
