"""A class; the gap between the curves shaded, lines and texts of no epoch, closed before return."""

import matplotlib.pyplot as plt


class Plotter:
    NAMES = {"loss": "Loss", "accuracy": "Accuracy"}

    def __init__(self, h):
        self.h = h

    def draw(self):
        fig, axes = plt.subplots(2, sharex=True)
        for ax, (k, title) in zip(axes, self.NAMES.items()):
            t, v = self.h[k], self.h["val_" + k]
            n = [i + 1 for i, _ in enumerate(t)]
            (l1,) = ax.plot(n, t)
            (l2,) = ax.plot(n, v)
            ax.fill_between(n, t, v, alpha=0.2)
            ax.text(n[-1], v[-1], f"{v[-1]:.3f}")
            ax.axhline(min(v), color="k", lw=0.3)
            ax.legend([l1, l2], ["Training", "Validation"])
            ax.set_title(title)
            ax.set_xlabel("Epoch")
        plt.close(fig)
        return fig


def plot_history(history):
    try:
        h = history.history
    except AttributeError:
        h = history
    return Plotter(h).draw()
