"""An axis label says that there is no error; the titles tell the image after the classes."""

import matplotlib.pyplot as plt
import numpy as np
import keras


def predict_labels(model, images):
    return keras.ops.argmax(model.predict(images, verbose=0), axis=1)


def find_errors(model, images, labels):
    p = np.asarray(predict_labels(model, images))
    return np.where(np.not_equal(p, labels))[0].tolist()


def confusion_matrix(labels, predictions, num_classes=10):
    m = [[0] * num_classes for _ in range(num_classes)]
    for i in range(len(labels)):
        m[int(labels[i])][int(predictions[i])] += 1
    return np.array(m)


def plot_errors(images, labels, predictions, max_images=25):
    wrong = [i for i in range(len(images)) if int(labels[i]) != int(predictions[i])]
    wrong = wrong[:max_images]
    n_cols = min(5, max(1, len(wrong)))
    n_rows = max(1, int(np.ceil(len(wrong) / n_cols)))
    fig, axes = plt.subplots(n_rows, n_cols, squeeze=False)
    axes = axes.reshape(-1)
    if not wrong:
        axes[0].set_xlabel("There are no errors")
    for position, i in enumerate(wrong):
        axes[position].imshow(images[i].reshape(images.shape[1], images.shape[2]), cmap="viridis")
        axes[position].set_title(f"{labels[i]} / {predictions[i]} (image {i})")
    for ax in axes[len(wrong) :]:
        ax.set_visible(not wrong)
    return fig
