"""Zips the names that Keras reports with a list of numbers; the ranking by argsort."""

import numpy as np


def evaluate(model, test_data):
    numbers = model.evaluate(test_data, verbose=0)
    names = ["loss"] + [metric.name for metric in model.metrics[1].metrics]
    by_name = dict(zip(names, numbers))
    return {key: float(by_name[key]) for key in ("loss", "accuracy")}


def compare(models, test_data):
    names, nets = list(models), list(models.values())
    scores = [evaluate(net, test_data) for net in nets]
    order = np.argsort([-s["accuracy"] for s in scores])
    return {
        names[i]: {
            "parameters": nets[i].count_params(),
            "loss": scores[i]["loss"],
            "accuracy": scores[i]["accuracy"],
        }
        for i in order
    }
