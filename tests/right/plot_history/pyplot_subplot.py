"""pyplot's state machine: plt.figure, plt.subplot, plt.legend with a list, plt.gcf."""

import matplotlib.pyplot as plt


def plot_history(history):
    if not isinstance(history, dict):
        history = history.history
    plt.figure(figsize=(12, 4))
    plt.subplot(1, 2, 1)
    plt.plot(history["loss"])
    plt.plot(history["val_loss"])
    plt.title("Model loss")
    plt.ylabel("Loss")
    plt.xlabel("Epoch")
    plt.legend(["Train", "Validation"], loc="upper right")
    plt.subplot(1, 2, 2)
    plt.plot(history["accuracy"])
    plt.plot(history["val_accuracy"])
    plt.title("Model accuracy")
    plt.ylabel("Accuracy")
    plt.xlabel("Epoch")
    plt.legend(["Train", "Validation"], loc="lower right")
    fig = plt.gcf()
    plt.show()
    return fig
