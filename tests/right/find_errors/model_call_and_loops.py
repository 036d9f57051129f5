"""Calls the model directly and loops in plain Python; lists where they are allowed."""

import matplotlib.pyplot as plt
import numpy as np


def predict_labels(model, images):
    result = []
    for row in model(images, training=False).numpy():
        result.append(int(row.argmax()))
    return result


def find_errors(model, images, labels):
    errors = []
    for i, (guess, label) in enumerate(zip(predict_labels(model, images), labels)):
        if guess != label:
            errors.append(i)
    return errors


def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=np.int32)
    for true, predicted in zip(labels, predictions):
        matrix[true][predicted] += 1
    return matrix


def plot_errors(images, labels, predictions, max_images=25):
    wrong = [i for i in range(len(labels)) if labels[i] != predictions[i]][:max_images]
    fig = plt.figure(figsize=(10, 10))
    if len(wrong) == 0:
        plt.title("No misclassified images!")
        plt.axis("off")
        return fig
    for place, i in enumerate(wrong):
        plt.subplot(5, 5, place + 1) if max_images <= 25 else plt.subplot(40, 5, place + 1)
        plt.imshow(images[i].reshape(28, 28), cmap="gray_r")
        plt.title(f"T:{labels[i]} P:{predictions[i]}")
        plt.xticks([])
        plt.yticks([])
    plt.show()
    return fig
