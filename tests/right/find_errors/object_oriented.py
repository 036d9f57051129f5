"""A Figure made without pyplot; a class that holds labels and predictions; np.not_equal."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure


@dataclass
class Outcome:
    labels: np.ndarray
    predictions: np.ndarray

    @property
    def errors(self):
        return np.nonzero(np.not_equal(self.labels, self.predictions))[0]


def predict_labels(model, images):
    probabilities = model.predict(np.asarray(images), batch_size=64, verbose=0)
    return np.argsort(probabilities, axis=-1)[:, -1].astype("int64")


def find_errors(model, images, labels):
    return Outcome(np.asarray(labels), predict_labels(model, images)).errors


def confusion_matrix(labels, predictions, num_classes=10):
    true = np.eye(num_classes, dtype="int64")[np.asarray(labels)]
    said = np.eye(num_classes, dtype="int64")[np.asarray(predictions)]
    return np.einsum("nt,np->tp", true, said)


def plot_errors(images, labels, predictions, max_images=25):
    places = Outcome(np.asarray(labels), np.asarray(predictions)).errors[:max_images]
    figure = Figure(figsize=(10, 10))
    for n, place in enumerate(places, start=1):
        axes = figure.add_subplot(len(places), 1, n)
        axes.imshow(np.asarray(images[place]).squeeze(), cmap="gray_r", interpolation="nearest")
        axes.set_title(f"Label: {labels[place]} / Prediction: {predictions[place]}", fontsize=8)
        axes.set_axis_off()
    if not len(places):
        figure.text(0.5, 0.5, "no errors to show", ha="center", va="center")
    return figure
