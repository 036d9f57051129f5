"""Running sums with keras.ops: hits by argmax, the loss by keras.losses; operator.itemgetter."""

from operator import itemgetter

import keras
from keras import ops


def evaluate(model, test_data):
    loss, hits, n = 0.0, 0, 0
    for images, labels in test_data:
        predictions = model(images, training=False)
        losses = keras.losses.categorical_crossentropy(labels, predictions)
        loss += float(ops.sum(losses))
        equal = ops.equal(ops.argmax(predictions, -1), ops.argmax(labels, -1))
        hits += int(ops.sum(ops.cast(equal, "int32")))
        n += images.shape[0]
    return {"loss": loss / n, "accuracy": hits / n}


def compare(models, test_data):
    found = {name: evaluate(model, test_data) for name, model in models.items()}
    for name in found:
        found[name]["parameters"] = models[name].count_params()
    names = sorted(found, key=lambda name: itemgetter("accuracy")(found[name]), reverse=True)
    return {name: found[name] for name in names}
