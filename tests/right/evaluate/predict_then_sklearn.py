"""One predict over the whole dataset; sklearn's log_loss and accuracy_score; NumPy numbers."""

from collections import OrderedDict

import numpy as np
from sklearn.metrics import accuracy_score, log_loss


def evaluate(model, test_data):
    truth = np.concatenate([labels.numpy() for _, labels in test_data])
    predicted = model.predict(test_data.map(lambda x, y: x), verbose=0).astype("float64")
    predicted /= predicted.sum(axis=1, keepdims=True)
    classes = range(truth.shape[1])
    return {
        "accuracy": np.float64(accuracy_score(truth.argmax(1), predicted.argmax(1))),
        "loss": np.float32(log_loss(truth.argmax(1), predicted, labels=classes)),
        "samples": len(truth),
    }


def compare(models, test_data):
    scores = [
        (name, {**evaluate(m, test_data), "parameters": np.int64(m.count_params())})
        for name, m in models.items()
    ]
    return OrderedDict(sorted(scores, key=lambda s: s[1]["accuracy"])[::-1])
