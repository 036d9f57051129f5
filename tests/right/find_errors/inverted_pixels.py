"""Draws dark ink on white paper: pixels inverted and scaled to bytes; the least sure errors last."""

import math

import numpy as np
from matplotlib.figure import Figure


def predict_labels(model, images):
    parts = [np.asarray(model(images[i : i + 16])) for i in range(0, len(images), 16)]
    return np.concatenate(parts).argmax(axis=1)


def find_errors(model, images, labels):
    labels = np.asarray(labels, dtype=np.int64)
    return np.arange(len(labels))[predict_labels(model, images) != labels]


def confusion_matrix(labels, predictions, num_classes=10):
    cells = np.asarray(labels, dtype=int) * num_classes + np.asarray(predictions, dtype=int)
    return np.bincount(cells, minlength=num_classes**2).reshape(num_classes, num_classes)


def _paper(image):
    pixels = np.asarray(image, dtype=float).reshape(image.shape[:2])
    top = 255.0 if image.dtype == np.uint8 else 1.0
    return np.stack([(255 * (1 - pixels / top)).astype(np.uint8)] * 3, axis=-1)


def plot_errors(images, labels, predictions, max_images=25):
    wrong = np.flatnonzero(labels != predictions)[::-1][:max_images]
    figure = Figure(figsize=(8, 8))
    if wrong.size == 0:
        figure.text(0.5, 0.5, "Every image is classified correctly.", ha="center")
    side = max(1, math.ceil(math.sqrt(wrong.size)))
    for n, index in enumerate(wrong, 1):
        axes = figure.add_subplot(side, side, n)
        axes.imshow(_paper(images[index]))
        axes.set_title(f"true class: {labels[index]}\npredicted: {predictions[index]}", loc="left")
        axes.set_axis_off()
    return figure
