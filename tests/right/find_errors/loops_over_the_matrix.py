"""Counts every cell of the matrix by itself; compares with keras.ops; sklearn is not needed."""

import keras
import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    probabilities = model(keras.ops.convert_to_tensor(images), training=False)
    return keras.ops.convert_to_numpy(keras.ops.argmax(probabilities, axis=-1))


def find_errors(model, images, labels):
    wrong = keras.ops.not_equal(predict_labels(model, images), labels)
    return keras.ops.convert_to_numpy(keras.ops.nonzero(wrong)[0])


def confusion_matrix(labels, predictions, num_classes=10):
    labels, predictions = np.asarray(labels), np.asarray(predictions)
    return np.array(
        [
            [np.sum((labels == true) & (predictions == said)) for said in range(num_classes)]
            for true in range(num_classes)
        ]
    )


def plot_errors(images, labels, predictions, max_images=25):
    images = np.asarray(images)
    if images.ndim == 4:
        images = images[..., 0]
    wrong = [i for i in range(len(images)) if labels[i] != predictions[i]]
    if not wrong:
        fig, ax = plt.subplots()
        ax.set_title("Nothing was misclassified")
        ax.axis("off")
        return fig
    wrong = wrong[:max_images]
    fig, axes = plt.subplots(ncols=len(wrong), figsize=(1.5 * len(wrong), 2), squeeze=False)
    for ax, i in zip(axes[0], wrong, strict=True):
        ax.imshow(images[i], vmin=0, vmax=images.max(), cmap="Greys")
        ax.set_title("T:%d P:%d" % (labels[i], predictions[i]))
        ax.set(xticks=[], yticks=[])
    return fig
