"""Asks for a dict and hands all of it back, further metrics too; sorts the names."""


def evaluate(model, test_data):
    return model.evaluate(test_data, return_dict=True, verbose=0)


def compare(models, test_data):
    scores = {}
    for name in models:
        scores[name] = evaluate(models[name], test_data)
        scores[name]["parameters"] = models[name].count_params()
    order = sorted(scores, key=lambda name: scores[name]["accuracy"], reverse=True)
    return {name: scores[name] for name in order}
