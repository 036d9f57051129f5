"""compare measures by itself, keeping the best first while it goes; dataclass rows, verbose bars."""

from dataclasses import asdict, dataclass

import keras


@dataclass(order=True)
class Row:
    accuracy: float
    loss: float
    parameters: int


def _scores(model, data):
    logs = model.evaluate(data.prefetch(1), return_dict=True)
    return float(keras.ops.convert_to_numpy(logs["loss"])), float(logs["accuracy"])


def evaluate(model, test_data):
    loss, accuracy = _scores(model, test_data)
    return {"accuracy": accuracy, "loss": loss}


def compare(models, test_data):
    rows = []
    for name, model in models.items():
        loss, accuracy = _scores(model, test_data)
        rows.append((Row(accuracy, loss, model.count_params()), name))
    rows.sort(key=lambda pair: pair[0], reverse=True)
    return {name: asdict(row) for row, name in rows}
