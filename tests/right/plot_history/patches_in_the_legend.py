"""Legend of coloured patches made by hand, in the other order; extra keys are passed over."""

import matplotlib.pyplot as plt
from matplotlib.patches import Patch

COLOURS = {"": "#1b6ca8", "val_": "#d1495b"}


def plot_history(history):
    data = history if isinstance(history, dict) else history.history
    figure = plt.figure()
    for position, metric in enumerate(["accuracy", "loss"], 1):
        axis = figure.add_subplot(2, 1, position)
        for prefix in ("val_", ""):
            curve = list(data[prefix + metric])
            axis.plot(list(range(1, 1 + len(curve))), curve, "-o", color=COLOURS[prefix])
        axis.legend(
            handles=[
                Patch(color=COLOURS[""], label="train"),
                Patch(color=COLOURS["val_"], label="valid"),
            ]
        )
        axis.set_title(metric.upper())
        axis.set_xlabel("Epochs")
    return figure
