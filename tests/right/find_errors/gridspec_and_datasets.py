"""GridSpec with hidden axes left over; a dataset of batches for predicting; double comprehension."""

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


def predict_labels(model, images):
    batches = tf.data.Dataset.from_tensor_slices(images).batch(10)
    return model.predict(batches, verbose=0).argmax(-1)


def find_errors(model, images, labels):
    difference = predict_labels(model, images) - np.asarray(labels).astype(int)
    return difference.nonzero()[0].tolist()


def confusion_matrix(labels, predictions, num_classes=10):
    return np.array(
        [
            [np.count_nonzero((labels == t) & (predictions == p)) for p in range(num_classes)]
            for t in range(num_classes)
        ]
    )


def plot_errors(images, labels, predictions, max_images=25):
    wrong = np.flatnonzero(np.asarray(labels) != np.asarray(predictions))
    fig = plt.figure(figsize=(6, 6), constrained_layout=True)
    grid = fig.add_gridspec(5, 5 if max_images <= 25 else 1 + max_images // 5)
    count = min(len(wrong), max_images)
    for n in range(grid.nrows * grid.ncols):
        ax = fig.add_subplot(grid[n // grid.ncols, n % grid.ncols])
        if n >= count:
            ax.set_visible(False)
            continue
        ax.imshow(np.asarray(images[wrong[n]]).squeeze())
        ax.set_title(f"true={labels[wrong[n]]} pred={predictions[wrong[n]]}")
    fig.suptitle(f"showing {count} of {len(wrong)} errors")
    return fig
