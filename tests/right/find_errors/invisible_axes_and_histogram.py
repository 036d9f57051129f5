"""Set difference, a two-dimensional histogram, axes made invisible, a text of the figure."""

import numpy as np, matplotlib.pyplot as plt


def predict_labels(model, images):
    return np.array([int(np.argmax(p)) for p in model.predict(images)], dtype=np.int16)


def find_errors(model, images, labels):
    p = predict_labels(model, images)
    ok = [i for i in range(len(p)) if p[i] == labels[i]]
    return np.setdiff1d(np.arange(len(p)), ok)


def confusion_matrix(labels, predictions, num_classes=10):
    h, _, _ = np.histogram2d(labels, predictions, bins=np.arange(num_classes + 1) - 0.5)
    return h.astype(int)


def plot_errors(images, labels, predictions, max_images=25):
    bad = [(im, t, p) for im, t, p in zip(images, labels, predictions) if t != p][:max_images]
    side = int(np.ceil(np.sqrt(max(len(bad), 1))))
    fig, axes = plt.subplots(side, side)
    for ax in np.ravel(axes):
        ax.set_visible(False)
    for ax, (im, t, p) in zip(np.ravel(axes), bad):
        ax.set_visible(True)
        ax.imshow(im[..., 0] if im.ndim == 3 else im, "gray")
        ax.set_title(f"T{t} P{p}")
    if len(bad) == 0:
        plt.figtext(0.5, 0.5, "There are no errors.")
    return fig
