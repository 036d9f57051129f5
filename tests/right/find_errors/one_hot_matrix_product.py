"""The matrix as a product of one-hot rows; sorted and set operations; errors by confidence."""

import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    probabilities = np.array([np.asarray(model(image[None]))[0] for image in images])
    return np.argsort(probabilities, axis=1)[:, -1]


def find_errors(model, images, labels):
    predicted = predict_labels(model, images).tolist()
    right = {i for i, pair in enumerate(zip(predicted, labels.tolist())) if pair[0] == pair[1]}
    return sorted(set(range(len(predicted))) - right)


def confusion_matrix(labels, predictions, num_classes=10):
    identity = np.eye(num_classes, dtype=int)
    return identity[labels].T @ identity[predictions]


def plot_errors(images, labels, predictions, max_images=25):
    wrong = [int(i) for i in np.flatnonzero(labels != predictions)]
    confused = sorted(wrong, key=lambda i: (labels[i], predictions[i]))[:max_images]
    fig, axs = plt.subplots(1, max(len(confused), 1), squeeze=False, figsize=(12, 2))
    for ax, i in zip(axs[0], confused):
        picture = images[i][..., 0] if images.ndim == 4 else images[i]
        ax.imshow(picture, cmap="gray", interpolation="nearest")
        ax.set(title=f"{labels[i]} read as {predictions[i]}", xticks=[], yticks=[])
    if not confused:
        axs[0, 0].set_title("no errors found")
        axs[0, 0].set_visible(True)
    return fig
