"""A dataclass that knows how to be sorted; NumPy floats of two sizes."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Score:
    name: str
    parameters: int
    loss: float
    accuracy: float

    def __lt__(self, other):
        return self.accuracy > other.accuracy

    def entry(self):
        return {"parameters": self.parameters, "loss": self.loss, "accuracy": self.accuracy}


def evaluate(model, test_data):
    out = model.evaluate(test_data, return_dict=True)
    return {"loss": np.float64(out["loss"]), "accuracy": np.float32(out["accuracy"])}


def compare(models, test_data):
    scores = [Score(n, int(m.count_params()), **evaluate(m, test_data)) for n, m in models.items()]
    return {s.name: s.entry() for s in sorted(scores)}
