"""Exercise 7, hidden: models, classes and datasets that the visible checks do not try."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import evaluate as visible
from autograder.checks import tiny
from autograder.checks.hidden.datasets import dataset_of
from autograder.checks.hidden.reference import reference
from autograder.records.kinds import Batches, Compiled
from autograder.records.revive import compile_as
from autograder.student import Student
from autograder.text import _

solution = reference("evaluate")

NAMES = ("lenet", "big one", "작은 모델", "CNN-3", "7", "z", "mlp_512")
SETTINGS = Compiled(eager=True)


def network(rng: np.random.Generator, shape: tuple[int, ...], num_classes: int) -> Any:
    """Return a small classifier that is not very sure of anything, compiled."""
    model = tiny.classifier(rng, shape, num_classes, hidden=int(rng.integers(4, 12))).as_keras()
    model.set_weights([0.3 * weight for weight in model.get_weights()])
    return compile_as(model, SETTINGS)


def random_data(
    rng: np.random.Generator, shape: tuple[int, ...], num_classes: int, n: int, batch_size: int
) -> Batches:
    """Return n random images with random labels."""
    images = rng.random((n, *shape), dtype="float32")
    labels = tiny.one_hot(rng.integers(0, num_classes, n), num_classes)
    return Batches(images, labels, batch_size)


def expect_same(found: Any, promised: dict[str, float], whose: str = "") -> None:
    """Expect a dict that has the reference's numbers."""
    expect.that(isinstance(found, dict), _("what it returns is no dict"), got=found, kind="type")
    for key, value in promised.items():
        name = f'"{key}"{whose}'
        expect.that(key in found, _("{name} is missing from the dict").format(name=name))
        if key == "parameters":
            counted = expect.integer(found[key], of=name)
            expect.that(
                counted == value,
                _("{name} is not the number of all parameters").format(name=name),
                got=str(counted),
                promised=str(value),
            )
        else:
            expect.near(found[key], value, of=name)


@hidden_check(
    "evaluate",
    see="evaluation#whole-dataset",
    after=(visible.measures_the_whole_dataset, visible.finds_them_among_other_metrics),
)
def measures_any_model_on_any_dataset(student: Student, rng: np.random.Generator) -> None:
    """Loss and accuracy are right whatever the model, the classes, the batches."""
    for num_classes, n, batch_size in (
        (int(rng.integers(5, 20)), int(rng.integers(40, 63)), 32),
        (int(rng.choice([2, 3])), 1, 1),
    ):
        shape = tuple(int(size) for size in rng.integers((3, 3, 1), (9, 9, 4)))
        model = network(rng, shape, num_classes)
        data = random_data(rng, shape, num_classes, n, batch_size)
        found = student.evaluate(student.lend(model, SETTINGS), data)
        expect_same(found, solution.evaluate(model, dataset_of(data)))


@hidden_check(
    "compare",
    see="evaluation#compare",
    after=(
        measures_any_model_on_any_dataset,  # `compare` may call `evaluate`
        visible.measures_every_model,
        visible.counts_all_parameters,
        visible.puts_the_best_accuracy_first,
    ),
)
def compares_any_models(student: Student, rng: np.random.Generator) -> None:
    """Models of any names and numbers of classes are measured and ranked."""
    shape, num_classes = (4, 5, 2), int(rng.integers(5, 9))
    names = rng.permutation(NAMES)[:4].tolist()
    models = {name: network(rng, shape, num_classes) for name in names}
    data = data_that_tells_apart(rng, shape, num_classes, list(models.values()))
    lent = {name: student.lend(model, SETTINGS) for name, model in models.items()}
    found = visible.entries(student.compare(lent, data), names)
    promised = solution.compare(models, dataset_of(data))
    for name, numbers in promised.items():
        expect_same(found[name], numbers, _(" of {name}").format(name=repr(name)))
    expect.that(
        list(found) == list(promised),
        _("the models are not in the order of their accuracies"),
        got=" > ".join(found),
        promised=" > ".join(promised),
    )


def data_that_tells_apart(
    rng: np.random.Generator, shape: tuple[int, ...], num_classes: int, models: list[Any]
) -> Batches:
    """Return data on which no two of the models have the same accuracy."""
    while True:
        data = random_data(rng, shape, num_classes, int(rng.integers(46, 80)), batch_size=45)
        right = data.labels.argmax(axis=1)
        guesses = [np.asarray(model(data.images)).argmax(axis=1) for model in models]
        if len({int((guess == right).sum()) for guess in guesses}) == len(models):
            return data
