"""Keras metric objects of its own: Mean over losses, CategoricalAccuracy."""

import keras
import tensorflow as tf


def evaluate(model, test_data):
    loss = keras.metrics.CategoricalCrossentropy()
    accuracy = keras.metrics.CategoricalAccuracy()
    for x, y in test_data:
        predicted = model(x)
        loss.update_state(y, predicted)
        accuracy.update_state(y, predicted)
    return dict(loss=float(loss.result()), accuracy=float(accuracy.result()))


def compare(models, test_data):
    found = {n: evaluate(m, test_data) for n, m in models.items()}
    for n, m in models.items():
        found[n]["parameters"] = int(sum(tf.size(v).numpy() for v in m.variables))
    ranking = {}
    while found:
        best = max(found, key=lambda n: found[n]["accuracy"])
        ranking[best] = found.pop(best)
    return ranking
