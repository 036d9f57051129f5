"""A random choice of the errors, unused axes deleted, a class that keeps the predictions."""

import numpy as np, matplotlib.pyplot as plt


class Analysis:
    def __init__(self, model, images):
        self.p = np.asarray(model(images, training=False))

    @property
    def labels(self):
        return self.p.argmax(-1).astype(np.uint8)


def predict_labels(model, images):
    return Analysis(model, images).labels


def find_errors(model, images, labels):
    return np.flatnonzero(predict_labels(model, images) != np.asarray(labels))


def confusion_matrix(labels, predictions, num_classes=10):
    m = np.zeros((num_classes,) * 2, dtype=np.int32)
    np.add.at(m, (np.asarray(labels).astype(int), np.asarray(predictions).astype(int)), 1)
    return m


def plot_errors(images, labels, predictions, max_images=25):
    wrong = np.nonzero(np.not_equal(labels, predictions))[0]
    k = min(len(wrong), max_images)
    pick = np.random.default_rng(1).choice(wrong, k, replace=False) if k else []
    fig, axes = plt.subplots(5, max(1, -(-k // 5)), figsize=(9, 9))
    axes = np.atleast_1d(axes).flatten()
    for a in axes[k:]:
        fig.delaxes(a)
    for a, i in zip(axes, pick):
        a.matshow(np.squeeze(images[i]), cmap="viridis")
        a.set_title("y=%d, ŷ=%d" % (labels[i], predictions[i]), size=7)
        a.set_axis_off()
    if k == 0:
        fig.text(0.5, 0.5, "오분류한 이미지가 없습니다")
    return fig
