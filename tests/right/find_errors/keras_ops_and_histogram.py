"""keras.ops and np.histogram2d for the matrix; subplot without a figure; text by figtext."""

import keras
import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    probabilities = model.predict_on_batch(images)
    return keras.ops.convert_to_numpy(keras.ops.argmax(probabilities, axis=1))


def find_errors(model, images, labels):
    return np.argwhere(predict_labels(model, images) != np.asarray(labels)).ravel()


def confusion_matrix(labels, predictions, num_classes=10):
    edges = np.arange(num_classes + 1) - 0.5
    counts, _, _ = np.histogram2d(labels, predictions, bins=(edges, edges))
    return counts.astype(int)


def plot_errors(images, labels, predictions, max_images=25):
    is_wrong = np.array(labels) != np.array(predictions)
    pictures, true, guessed = images[is_wrong], labels[is_wrong], predictions[is_wrong]
    n = min(max_images, len(pictures))
    if n == 0:
        plt.figtext(0.4, 0.5, "0 errors")
    for i in range(n):
        plt.subplot((n + 4) // 5, 5, i + 1)
        plt.imshow(pictures[i], cmap=plt.cm.gray, vmin=0)
        plt.title("y=%d, ŷ=%d" % (true[i], guessed[i]))
        plt.axis("off")
    return plt.gcf()
