"""The pictures that no exercise draws. Their words are English: matplotlib's font has no Hangul."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_samples(images: np.ndarray, labels: np.ndarray, per_class: int = 6) -> Figure:
    """Draw some images of each class, one class a column.

    Args:
        images: ``uint8`` ``(N, 28, 28)``.
        labels: integers ``(N,)``.
        per_class: how many of each, at most.
    """
    from matplotlib import pyplot

    classes = np.unique(labels)
    figure, axes = pyplot.subplots(
        per_class,
        len(classes),
        figsize=(0.9 * len(classes), 0.9 * per_class + 0.3),
        layout="constrained",
        squeeze=False,
    )
    for axis in axes.flat:
        axis.axis("off")
    for column, digit in zip(axes.T, classes, strict=True):
        column[0].set_title(str(digit))
        for axis, image in zip(column, images[labels == digit][:per_class], strict=False):
            axis.imshow(image, cmap="gray_r", vmin=0, vmax=255)
    return figure


def draw_confusion(matrix: np.ndarray) -> Figure:
    """Draw a confusion matrix: every count as a number, the wrong ones in colour.

    Args:
        matrix: integers ``(classes, classes)``, rows the true class, columns the predicted.
    """
    from matplotlib import pyplot

    classes = len(matrix)
    wrong = np.where(np.eye(classes, dtype=bool), 0, matrix)
    most = max(1, int(wrong.max()))
    figure, axis = pyplot.subplots(figsize=(6.4, 6), layout="constrained")
    axis.imshow(wrong, cmap="Oranges", vmin=0, vmax=most)
    for true, predicted in np.ndindex(matrix.shape):
        count = matrix[true, predicted]
        axis.text(
            predicted,
            true,
            str(count) if count else "·",
            ha="center",
            va="center",
            fontweight="bold" if true == predicted else "normal",
            color="white" if wrong[true, predicted] > 0.6 * most else "black",
        )
    axis.set(
        xlabel="predicted class",
        ylabel="true class",
        xticks=range(classes),
        yticks=range(classes),
    )
    return figure
