"""The best entry popped one by one; parameters added up array by array."""

import keras


def evaluate(model, test_data):
    m = model.evaluate(test_data, verbose=0, return_dict=True)
    m = {key: value for key, value in m.items() if key in {"loss", "accuracy"}}
    return m


def compare(models, test_data):
    todo = {}
    for k, v in models.items():
        e = evaluate(v, test_data)
        e["parameters"] = int(
            sum(keras.ops.size(w) for w in v.trainable_weights)
            + sum(keras.ops.size(w) for w in v.non_trainable_weights)
        )
        todo[k] = e
    out = {}
    while todo:
        best = max(todo, key=lambda k: todo[k]["accuracy"])
        out[best] = todo.pop(best)
    return out
