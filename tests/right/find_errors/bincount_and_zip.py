"""bincount of label * classes + prediction; zip and enumerate in place of NumPy's searching."""

import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    return model.predict_on_batch(images).argmax(-1)


def find_errors(model, images, labels):
    pairs = zip(labels, predict_labels(model, images), strict=True)
    return np.array([i for i, (label, guess) in enumerate(pairs) if label != guess], dtype=int)


def confusion_matrix(labels, predictions, num_classes=10):
    pairs = np.asarray(labels, dtype=int) * num_classes + np.asarray(predictions, dtype=int)
    return np.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)


def plot_errors(images, labels, predictions, max_images=25):
    fig = plt.figure(figsize=(8, 8))
    shown = 0
    for image, label, guess in zip(images, labels, predictions, strict=True):
        if label == guess or shown == max_images:
            continue
        shown += 1
        plt.subplot(-(-max_images // 5), 5, shown)
        plt.imshow(np.reshape(image, image.shape[:2]), cmap=plt.cm.binary)
        plt.title(f"{label} → {guess}")
        plt.xticks([])
        plt.yticks([])
    if shown == 0:
        plt.text(0.5, 0.5, "Every image is classified correctly.", ha="center")
        plt.axis("off")
    return fig
