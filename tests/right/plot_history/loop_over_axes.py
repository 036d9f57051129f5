"""plt.subplots and a loop over axes and quantities; labels given with each curve; grid on."""

import matplotlib.pyplot as plt


def plot_history(history):
    values = history if isinstance(history, dict) else history.history
    fig, axes = plt.subplots(1, 2, figsize=(12, 4))
    for ax, name in zip(axes, ["loss", "accuracy"], strict=True):
        ax.plot(values[name], "o-", label=f"train {name}")
        ax.plot(values["val_" + name], "s--", label=f"validation {name}")
        ax.set_title(f"Model {name}")
        ax.set_xlabel("Epoch")
        ax.set_ylabel(name.capitalize())
        ax.grid(True)
        ax.legend(loc="best")
    fig.tight_layout()
    plt.show()
    return fig
