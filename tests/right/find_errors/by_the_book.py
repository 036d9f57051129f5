"""Plain NumPy: argmax, where, add.at; a grid of subplots with the axes switched off."""

import math

import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    return np.argmax(model.predict(images, verbose=0), axis=1)


def find_errors(model, images, labels):
    return np.where(predict_labels(model, images) != labels)[0]


def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix


def plot_errors(images, labels, predictions, max_images=25):
    wrong = np.flatnonzero(np.asarray(labels) != np.asarray(predictions))[:max_images]
    if len(wrong) == 0:
        fig = plt.figure()
        fig.suptitle("No errors")
        return fig
    columns = math.ceil(math.sqrt(len(wrong)))
    rows = math.ceil(len(wrong) / columns)
    fig, axes = plt.subplots(rows, columns, squeeze=False, figsize=(2 * columns, 2 * rows))
    for ax in axes.flat:
        ax.axis("off")
    for ax, i in zip(axes.flat, wrong, strict=False):
        ax.imshow(np.squeeze(images[i]), cmap="gray")
        ax.set_title(f"true {labels[i]}, predicted {predictions[i]}")
    return fig
