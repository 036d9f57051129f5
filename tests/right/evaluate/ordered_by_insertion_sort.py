"""An OrderedDict filled one by one, each model inserted before the first that is worse."""

from collections import OrderedDict


def evaluate(model, test_data):
    everything = dict(model.evaluate(test_data, return_dict=True))
    for name in list(everything):
        if name not in {"loss", "accuracy"}:
            del everything[name]
    return everything


def compare(models, test_data):
    order = []
    for name, model in models.items():
        row = dict(parameters=model.count_params(), **evaluate(model, test_data))
        place = 0
        while place < len(order) and order[place][1]["accuracy"] >= row["accuracy"]:
            place += 1
        order.insert(place, (name, row))
    return OrderedDict(order)
