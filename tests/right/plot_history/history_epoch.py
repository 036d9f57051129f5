"""Takes the epochs from History.epoch where there is one; bars of the last value left out."""

import matplotlib.pyplot as plt


def plot_history(history):
    if isinstance(history, dict):
        values, epochs = history, list(range(len(history["loss"])))
    else:
        values, epochs = history.history, history.epoch
    fig, (ax1, ax2) = plt.subplots(2, 1, sharex=True, figsize=(7, 7))
    ax1.plot(epochs, values["loss"], label="train loss")
    ax1.plot(epochs, values["val_loss"], label="val loss")
    ax1.set_ylabel("cross-entropy loss (best val_accuracy is below)")
    ax2.plot(epochs, values["accuracy"], label="train acc")
    ax2.plot(epochs, values["val_accuracy"], label="val acc")
    ax2.set_ylabel("acc")
    for ax in (ax1, ax2):
        ax.set_xlabel("epoch")
        ax.set_xticks(epochs)
        ax.legend(fancybox=True, title="curves")
    plt.show()
    plt.close(fig)
    return fig
