"""Runs evaluate for its effect and asks the model for get_metrics_result(); sorts by minus."""

import numpy as np


def evaluate(model, test_data):
    model.evaluate(test_data, verbose=2)
    found = model.get_metrics_result()
    return {name: float(found[name]) for name in ("loss", "accuracy")}


def compare(models, test_data):
    rows = []
    for name, model in models.items():
        row = {"parameters": sum(int(np.prod(w.shape)) for w in model.weights)}
        row.update(evaluate(model, test_data))
        rows.append((name, row))
    rows.sort(key=lambda row: -row[1]["accuracy"])
    return {name: row for name, row in rows}
