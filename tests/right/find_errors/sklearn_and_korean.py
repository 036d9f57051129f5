"""sklearn's confusion_matrix; Korean titles, the index after the two numbers; errors in random order."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn import metrics


def predict_labels(model, images):
    확률 = model.predict(images, batch_size=256, verbose=0)
    return 확률.argmax(axis=1).astype("int32")


def find_errors(model, images, labels):
    return np.where(predict_labels(model, images) != labels)[0]


def confusion_matrix(labels, predictions, num_classes=10):
    return metrics.confusion_matrix(labels, predictions, labels=np.arange(num_classes))


def plot_errors(images, labels, predictions, max_images=25):
    errors = np.nonzero(np.asarray(labels) != np.asarray(predictions))[0]
    chosen = np.random.default_rng().permutation(errors)[:max_images]
    if not len(chosen):
        figure, axis = plt.subplots()
        axis.text(0.5, 0.5, "잘못 분류한 이미지가 없습니다", ha="center")
        axis.axis("off")
        return figure
    columns = min(6, len(chosen))
    rows = -(-len(chosen) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(2 * columns, 2.4 * rows))
    for axis, index in zip(np.ravel(axes), chosen):
        axis.imshow(np.squeeze(images[index]), cmap="Greys")
        axis.set_title(f"실제 {labels[index]}, 예측 {predictions[index]} (#{index})", fontsize=7)
    for axis in np.ravel(axes)[len(chosen) :]:
        axis.remove()
    return figure
