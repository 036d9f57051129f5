"""A Counter of pairs, an object for each mistake, list.index for the class."""

from collections import Counter

import matplotlib.pyplot as plt
import numpy as np


class Mistake:
    def __init__(self, image, truth, guess):
        self.image, self.truth, self.guess = np.asarray(image).squeeze(), int(truth), int(guess)

    def draw(self, axis):
        axis.imshow(self.image, cmap="gray_r")
        axis.set(title=f"label={self.truth} pred={self.guess}", xticks=[], yticks=[])


def predict_labels(model, images):
    return np.array(
        [row.tolist().index(max(row)) for row in model.predict(images, verbose=0)], dtype=np.uint8
    )


def find_errors(model, images, labels):
    return [
        i for i, (p, t) in enumerate(zip(predict_labels(model, images), labels)) if int(p) != int(t)
    ]


def confusion_matrix(labels, predictions, num_classes=10):
    pairs = Counter((int(t), int(p)) for t, p in zip(labels, predictions))
    return np.fromfunction(
        np.vectorize(lambda i, j: pairs[(int(i), int(j))]), (num_classes, num_classes)
    ).astype(int)


def plot_errors(images, labels, predictions, max_images=25):
    mistakes = [
        Mistake(*three)
        for three in zip(images, labels, predictions)
        if int(three[1]) != int(three[2])
    ]
    fig = plt.figure()
    for place, mistake in enumerate(mistakes[:max_images]):
        mistake.draw(fig.add_subplot(-(-min(len(mistakes), max_images) // 4), 4, place + 1))
    if not mistakes:
        axis = fig.add_subplot()
        axis.text(0.5, 0.5, "no errors")
        axis.axis("off")
    return fig
