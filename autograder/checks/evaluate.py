"""Exercise 7: the numbers are those of the whole dataset, and the best model comes first."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.checks import tiny
from autograder.checks.unchanged import expect_left_alone, traced
from autograder.describe import describe
from autograder.network import Network, batch_normalization, dense, flatten
from autograder.records.kinds import Batches, Compiled
from autograder.student import Student
from autograder.text import _

CLASSES = 4
SHAPE = (5, 6, 1)


def network(rng: np.random.Generator, images: np.ndarray, hidden: int = 6) -> Network:
    """Return a small random classifier whose layer in the middle normalises: some weights of it
    are not trained, and it works otherwise in training.

    For `images`, it guesses no class far more often than another, and its logits lie at most 4
    apart, so that no rounding of probabilities is felt.
    """
    model = Network(
        images.shape[1:],
        flatten(),
        dense(hidden, "relu"),
        batch_normalization(),
        dense(CLASSES, "softmax"),
    )
    weights = [rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()]
    weights[5] = rng.uniform(0.5, 2.0, weights[5].shape)  # the moving variance
    *others, kernel, bias = weights
    kernel, bias = kernel - kernel.mean(axis=1, keepdims=True), bias - bias.mean()
    model.set_weights([*others, kernel, bias])
    logits = np.log(probabilities(model, images))
    logits -= logits.mean(axis=1, keepdims=True)
    centre, spread = logits.mean(axis=0), logits.std(axis=0)
    if spread.min() < 1e-3 or _is_doubtful((logits - centre) / spread):
        return network(rng, images, hidden)
    logits = (logits - centre) / spread
    factor = 4 / np.ptp(logits, axis=1).max()
    model.set_weights([*others, kernel / spread * factor, (bias - centre) / spread * factor])
    return model


def _is_doubtful(logits: np.ndarray) -> bool:
    """Whether two classes are next to equal for an image, or next to no hidden unit works."""
    highest = np.sort(logits, axis=1)[:, -2:]
    strengths = np.linalg.svd(logits - logits.mean(axis=1, keepdims=True), compute_uv=False)
    return bool(np.ptp(highest, axis=1).min() < 1e-2 or strengths[CLASSES - 2] < strengths[0] / 20)


def probabilities(model: Network, images: np.ndarray) -> np.ndarray:
    """Return the model's predictions as inference makes them, in double precision."""
    return model(images).astype(np.float64)


def measured(model: Network, data: Batches) -> dict[str, float]:
    """Return the model's loss and accuracy on all of the data, worked out with NumPy."""
    predicted = probabilities(model, data.images)
    true = data.labels.argmax(axis=1)
    return {
        "loss": float(-np.log(predicted[np.arange(len(true)), true]).mean()),
        "accuracy": float((predicted.argmax(axis=1) == true).mean()),
    }


def pictures(rng: np.random.Generator, n: int) -> np.ndarray:
    """Return so many random images."""
    return rng.uniform(0, 1, (n, *SHAPE)).astype("float32")


def batches_that_differ(rng: np.random.Generator, images: np.ndarray, model: Network) -> Batches:
    """Return the images in three batches, with labels that the model mostly gets right.

    The last batch is short and holds errors only, so that no batch, and no average over batches,
    is like the whole. No error's label is class 0, which argmax gives where nothing is larger.
    """
    size = 2 * len(images) // 5
    labels = probabilities(model, images).argmax(axis=1)
    wrong = rng.random(len(images)) < 0.3
    wrong[0], wrong[2 * size :] = False, True
    for place in np.flatnonzero(wrong):
        labels[place] = rng.choice([n for n in range(1, CLASSES) if n != labels[place]])
    return Batches(images, tiny.one_hot(labels, CLASSES), size)


def telling_case(rng: np.random.Generator) -> tuple[Network, Batches]:
    """Return a model and data whose scores tell mistakes from the promise, and from one another.

    The loss is not near to what it is when it is rounded, and the share of errors is neither the
    accuracy nor the share of images whose rounded row is the label's.
    """
    images = some_images(rng)
    model = network(rng, images)
    data = batches_that_differ(rng, images, model)
    scores = measured(model, data)
    loss, errors = scores["loss"], 1 - scores["accuracy"]
    rounded = np.round(probabilities(model, data.images))
    sure = float((rounded == data.labels).all(axis=1).mean())
    rounding = abs(loss - round(loss, 3)) > 4e-4 and abs(loss - round(loss, 2)) > 2e-3
    others = min(abs(share - errors) for share in (sure, scores["accuracy"]))
    return (model, data) if rounding and others > 1e-3 else telling_case(rng)


def many_batches(data: Batches) -> Batches:
    """Return the data in more than ten batches, the last of them with a single image.

    One of the classes has no image.
    """
    last = len(data.images) - 1 + len(data.images) % 2
    labels = data.labels[:last].copy()
    labels[:, 1] += labels[:, 2]
    labels[:, 2] = 0
    return Batches(data.images[:last], labels, 2)


def some_images(rng: np.random.Generator) -> np.ndarray:
    """Return some two dozen images."""
    return pictures(rng, int(rng.integers(20, 30)))


def expect_scores(value: Any, model: Network, data: Batches, whose: str = "") -> None:
    """Expect a dict with the model's loss and accuracy on the data, floats."""
    kind = type(value).__name__
    length = len(value) if isinstance(value, (list, tuple)) else 0
    expect.that(
        isinstance(value, dict),
        _("the entry{whose} is no dict").format(whose=whose) if whose else _("it returns no dict"),
        got=describe(value),
        promised=_('a dict with "loss" and "accuracy"'),
        kind="type",
        evidence=("no dict", kind, length),
    )
    for key, promised in measured(model, data).items():
        name = f'"{key}"{whose}'
        expect.that(
            key in value,
            _("{name} is missing from the dict").format(name=name),
            got=", ".join(repr(other) for other in value) or _("an empty dict"),
            promised=_('a dict with "loss" and "accuracy"'),
            kind="type",
            evidence=("no key", key),
        )
        found = expect.real(value[key], of=name)
        expect.that(
            bool(np.isclose(found, promised, rtol=1e-4, atol=1e-4)),
            _("{name} is not what the model gives on the whole dataset").format(name=name),
            got=f"{found:.4f}",
            promised=f"{promised:.4f}",
            evidence=("value", key, whose, found),
        )


def entries(value: Any, names: list[str]) -> dict[str, Any]:
    """Expect a dict with an entry, itself a dict, for each of the names and no other."""
    length = len(value) if isinstance(value, (list, tuple)) else 0
    expect.that(
        isinstance(value, dict),
        _("what it returns is no dict"),
        got=describe(value),
        promised=_("a dict with an entry for each model"),
        kind="type",
        evidence=("no dict", type(value).__name__, length),
    )
    expect.that(
        set(value) == set(names),
        _("the names in the dict are not those of the models"),
        got=", ".join(map(repr, value)),
        promised=", ".join(map(repr, names)),
        evidence=("names", sorted({re.sub(r"_?\d+", "", str(name)) for name in value})),
    )
    return value


@check("evaluate", points=3, see="evaluation#whole-dataset")
def measures_the_whole_dataset(student: Student, rng: np.random.Generator) -> None:
    """evaluate returns a dict: loss and accuracy over all samples, as floats."""
    model, data = telling_case(rng)
    lent = student.lend(model, Compiled(eager=True))
    found = traced(student, "evaluate", lent, data, model=lent)
    expect_scores(found, model, data)


@check("evaluate", points=1, see="evaluation#by-name", after=measures_the_whole_dataset)
def finds_them_among_other_metrics(student: Student, rng: np.random.Generator) -> None:
    """It finds them by name, whatever other metrics the model reports."""
    images = some_images(rng)
    model = network(rng, images)
    data = many_batches(batches_that_differ(rng, images, model))
    # In the order of the alphabet, the first comes between accuracy and loss; the other's name
    # ends as the accuracy's, and its value is 1 where there are so few classes.
    others = rng.permutation(["cosine_similarity", "top_k_categorical_accuracy"]).tolist()
    compiled = Compiled(metrics=[others[0], "accuracy", others[1]], eager=True)
    found = student.evaluate(student.lend(model, compiled), data)
    expect_scores(found, model, data)


@check("compare", points=2, see="evaluation#compare")
def measures_every_model(student: Student, rng: np.random.Generator) -> None:
    """compare returns, for every model's name, its own loss and accuracy."""
    images = some_images(rng)
    *names, twin = rng.permutation(["plain", "wide", "small", "deep"])[:3].tolist()
    best, other = (network(rng, images) for _name in names)
    models = {twin: other, names[1]: other, names[0]: best}  # two are equally good
    data = batches_that_differ(rng, images, best)
    lent = {name: student.lend(models[name], Compiled(eager=True)) for name in models}
    compared = traced(student, "compare", lent, data, model=lent[names[0]])
    found = entries(compared, [*models])
    for name in models:
        expect_scores(found[name], models[name], data, _(" of {name}").format(name=repr(name)))


@check("compare", points=1, see="evaluation#parameters")
def counts_all_parameters(student: Student, rng: np.random.Generator) -> None:
    """Its "parameters" are all of the model's, trainable or not."""
    images = pictures(rng, 7)
    model = network(rng, images, hidden=int(rng.integers(5, 12)))
    model.layers[1].trainable = bool(rng.integers(2))
    data = Batches(images, tiny.one_hot(rng.integers(0, CLASSES, 7), CLASSES), 7)
    found = entries(
        student.compare({"cnn": student.lend(model, Compiled(eager=True))}, data), ["cnn"]
    )
    entry = found["cnn"]
    expect.that(
        isinstance(entry, dict) and "parameters" in entry,
        _("the entry of a model has no {name}").format(name='"parameters"'),
        got=describe(entry),
        promised=_('a dict with "parameters", "loss" and "accuracy"'),
        kind="type",
        evidence=("no parameters", type(entry).__name__),
    )
    counted = expect.integer(entry["parameters"], of='"parameters"')
    expect.that(
        counted == model.count_params(),
        _("{name} is not the number of all parameters").format(name='"parameters"'),
        got=str(counted),
        promised=str(model.count_params()),
        evidence=("parameters", counted),
    )


@check("compare", points=2, see="evaluation#order")
def puts_the_best_accuracy_first(student: Student, rng: np.random.Generator) -> None:
    """The entries come in the order of their accuracies, the highest first."""
    images = pictures(rng, 24)
    order, models, data = contest(rng, images)
    lent = {name: student.lend(models[name], Compiled(eager=True)) for name in models}
    compared = entries(student.compare(lent, data), order)
    found = list(compared)
    expect.that(
        found == order,
        _("the models are not in the order of their accuracies"),
        got=" > ".join(found),
        promised=" > ".join(order),
        evidence=("order", found, _order_of_accuracies(compared)),
    )


def _order_of_accuracies(compared: dict[str, Any]) -> str:
    """Return what order the accuracies have that the entries say, right or wrong.

    Where all say the same accuracy, it tells whose it is.
    """
    said = [entry.get("accuracy") for entry in compared.values() if isinstance(entry, dict)]
    numbers = [float(value) for value in said if isinstance(value, (int, float))]
    if len(numbers) == len(compared) and len(set(numbers)) == 1:
        return f"all are {numbers[0]:.3f}"
    falling = len(set(numbers)) == len(compared) and numbers == sorted(numbers, reverse=True)
    return "falling" if falling else ""


def contest(
    rng: np.random.Generator, images: np.ndarray
) -> tuple[list[str], dict[str, Network], Batches]:
    """Return four models that rank differently by everything that one could sort them by.

    The order of accuracy, highest first, is the promised one. Others that no two share, also if
    they are turned round, are the order in which the models are given, the alphabet, the fewest
    parameters first and the lowest loss first. In the order given, the best is not the first, and
    the three others stand in a wrong order, too.

    In the first of two batches the accuracies have another order.

    Returns:
        The names from the highest accuracy to the lowest, the models as they are to be given, and
        the data.
    """
    models = range(4)
    ranks = [order for order in itertools.permutations(models) if order[0] < order[-1]][1:]
    given, alphabet, size, loss = (
        ranks[n][:: int(rng.choice([1, -1]))] for n in rng.permutation(len(ranks))[:4]
    )
    best_in_front = (0, *(n for n in given if n != 0))
    orders = [order[::step] for order in (alphabet, size, loss) for step in (1, -1)]
    if given[0] == 0 or best_in_front in [(0, 1, 2, 3), *orders]:
        return contest(rng, images)
    letters = sorted(rng.choice(list("bcdfghjklm"), len(models), replace=False))
    names = [f"{letters[alphabet.index(n)]}-net" for n in models]
    networks = [network(rng, images, hidden=4 + 2 * size.index(n)) for n in models]
    guesses = np.stack([probabilities(model, images).argmax(axis=1) for model in networks])
    labels = labels_for(guesses, share=(0.7, 0.45, 0.2, 0.05))
    right = (guesses == labels).sum(axis=1)
    if (np.diff(right) >= 0).any():
        return contest(rng, images)
    rank = (guesses[0] == labels).astype(int) - (guesses[1:] == labels).sum(axis=0)
    order = np.argsort(rank, kind="stable")  # the best model begins with its errors
    data = Batches(images[order], tiny.one_hot(labels[order], CLASSES), len(images) // 2)
    first = (guesses == labels)[:, order][:, : data.batch_size].sum(axis=1)
    if sorted(given, key=lambda n: -first[n]) == [*models]:
        return contest(rng, images)
    for n, model in enumerate(networks):
        reach_loss(model, data, 1.7 + 0.4 * loss.index(n))
    return names, {names[n]: networks[n] for n in given}, data


def labels_for(guesses: np.ndarray, share: tuple[float, ...]) -> np.ndarray:
    """Return labels of which each model guesses about this share right.

    Args:
        guesses: the models' classes, (models, N).
        share: for each model, how much of the labels it is to get right, falling.
    """
    models, n = guesses.shape
    wanted = np.array(share) * n
    right = np.zeros(models)
    labels = np.zeros(n, dtype=int)
    for place in range(n):
        candidates = [
            np.square(wanted - right - (guesses[:, place] == label)).sum()
            for label in range(CLASSES)
        ]
        labels[place] = int(np.argmin(candidates))
        right += guesses[:, place] == labels[place]
    return labels


def reach_loss(model: Network, data: Batches, loss: float) -> None:
    """Make the model surer, or less sure, of the same guesses until its loss is about `loss`."""
    logits = np.log(probabilities(model, data.images))
    true = data.labels.argmax(axis=1)

    def loss_at(factor: float) -> float:
        shifted = factor * logits
        normal = np.log(np.exp(shifted - shifted.max(1, keepdims=True)).sum(1)) + shifted.max(1)
        return float((normal - shifted[np.arange(len(true)), true]).mean())

    low, high = 0.0, 64.0
    for _step in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if loss_at(middle) < loss else (low, middle)
    *others, kernel, bias = model.get_weights()
    model.set_weights([*others, kernel * high, bias * high])


@check(
    "evaluate",
    "compare",
    points=1,
    see="start#arguments",
    after=(measures_the_whole_dataset, measures_every_model),
)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The models and the dict given are not changed, and no file is written."""
    expect_left_alone(student, rng, "evaluate", measures_the_whole_dataset)
    expect_left_alone(student, rng, "compare", measures_every_model)
