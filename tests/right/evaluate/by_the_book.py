"""evaluate(return_dict=True), two entries taken out; a comprehension sorted by a lambda."""


def evaluate(model, test_data):
    results = model.evaluate(test_data, return_dict=True, verbose=0)
    return {"loss": results["loss"], "accuracy": results["accuracy"]}


def compare(models, test_data):
    table = {
        name: {"parameters": model.count_params(), **evaluate(model, test_data)}
        for name, model in models.items()
    }
    return dict(sorted(table.items(), key=lambda item: item[1]["accuracy"], reverse=True))
