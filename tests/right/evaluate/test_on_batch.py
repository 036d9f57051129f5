"""test_on_batch for each batch, weighted by its size; parameters from the trainable and the rest."""


def evaluate(model, test_data):
    total = {"loss": 0.0, "accuracy": 0.0}
    seen = 0
    for images, labels in test_data.as_numpy_iterator():
        model.reset_metrics()
        scores = model.test_on_batch(images, labels, return_dict=True)
        seen += images.shape[0]
        for key in total:
            total[key] += float(scores[key]) * images.shape[0]
    return {key: value / seen for key, value in total.items()}


def _size(arrays):
    size = 0
    for array in arrays:
        n = 1
        for length in array.shape:
            n *= int(length)
        size += n
    return size


def compare(models, test_data):
    result = {}
    for name, model in models.items():
        result[name] = {"parameters": _size(model.trainable_weights)}
        result[name]["parameters"] += _size(model.non_trainable_weights)
        result[name].update(evaluate(model, test_data))
    return dict(sorted(result.items(), key=lambda kv: (-kv[1]["accuracy"], kv[1]["loss"])))
