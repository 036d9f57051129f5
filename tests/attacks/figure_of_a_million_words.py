"""Returns a figure with titles, curves and texts without end."""

from matplotlib.figure import Figure

EXERCISE = "plot_history"
HONEST_POINTS = 2


def plot_history(history):
    figure = Figure(figsize=(1, 1), dpi=10)
    for number in range(4):
        axes = figure.add_subplot(2, 2, number + 1)
        axes.set_title("loss accuracy " * 10_000)
        for _ in range(10):
            axes.plot(range(3_000), range(3_000), label="train val loss " * 100)
    return figure
