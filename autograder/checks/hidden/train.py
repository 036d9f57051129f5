"""Exercise 5, hidden: networks, rates and epochs that the visible checks do not try."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import tiny
from autograder.checks import train as visible
from autograder.checks.hidden.datasets import dataset_of
from autograder.checks.hidden.reference import reference
from autograder.describe import describe, number
from autograder.records.kinds import Batches, Compiled, Schedule
from autograder.records.revive import compile_as, revive_schedule
from autograder.student import Student
from autograder.text import _

solution = reference("train")


def random_network(rng: np.random.Generator, num_classes: int) -> Any:
    """Return a small classifier with a hidden layer, for images of a random shape."""
    shape = tuple(int(size) for size in rng.integers((3, 4, 1), (6, 8, 4)))
    model = tiny.classifier(rng, shape, num_classes, hidden=int(rng.integers(5, 12))).as_keras()
    model.set_weights([0.3 * weight for weight in model.get_weights()])
    return model


@hidden_check(
    "compile_model",
    see="training#compile",
    after=(
        visible.compiles_the_model_given,
        visible.uses_adam_at_the_rate,
        visible.uses_the_cross_entropy,
        visible.reports_the_accuracy,
    ),
)
def compiles_any_network_for_any_rate(student: Student, rng: np.random.Generator) -> None:
    """Any network, with any number of classes, is compiled for the rate given."""
    num_classes, n = int(rng.integers(13, 40)), int(rng.integers(20, 60))
    labels = tiny.one_hot(rng.integers(0, num_classes, n), num_classes)
    predictions = rng.dirichlet(np.full(num_classes, 0.5), n).clip(1e-4).astype("float32")
    predictions /= predictions.sum(axis=1, keepdims=True)
    rate, steps = float(rng.uniform(0.05, 0.8)), int(rng.integers(60, 900))
    cosine = {"initial_learning_rate": rate, "decay_steps": steps, "alpha": 0.1}
    for learning_rate in (
        float(10.0 ** rng.uniform(-7, -4)),
        float(rng.uniform(0.05, 0.9)),
        Schedule("CosineDecay", cosine),
    ):
        network = random_network(rng, num_classes)
        given = student.lend(network)
        model, found = visible.compiled_model(student, given, learning_rate=learning_rate)
        of_keras: Any = learning_rate
        if isinstance(learning_rate, Schedule):
            of_keras = revive_schedule(learning_rate)
        promised = solution.compile_model(network, learning_rate=of_keras)
        expect.that(
            found.optimizer == type(promised.optimizer).__name__
            and is_same_rate(found.learning_rate, learning_rate),
            _("the optimizer is not Adam with the learning rate given"),
            got=f"{found.optimizer}, {describe(found.learning_rate)}",
            promised=f"Adam, {describe(learning_rate)}",
        )
        loss = float(promised.compute_loss(x=None, y=labels, y_pred=predictions))
        theirs = student.loss_of(model, labels, predictions)
        expect.that(
            abs(theirs - loss) <= 1e-3 * max(loss, 1),
            _("with {n} classes the loss is not the categorical cross-entropy").format(
                n=num_classes
            ),
            got=number(theirs),
            promised=number(loss),
        )


def is_same_rate(found: float | Schedule, given: float | Schedule) -> bool:
    """Whether the learning rate is the one given, a schedule with all of its settings."""
    if isinstance(found, Schedule) and isinstance(given, Schedule):
        settings = {key: found.config.get(key) for key in given.config}
        return found.class_name == given.class_name and expect.same_evidence(settings, given.config)
    if isinstance(found, Schedule) or isinstance(given, Schedule):
        return False
    return bool(np.isclose(found, given, rtol=1e-5, atol=0))


@hidden_check(
    "train",
    see="training#epochs",
    after=(
        visible.trains_for_the_epochs,
        visible.keeps_the_compilation,
        visible.measures_the_validation_data,
        visible.learns_from_the_training_data_only,
        visible.hands_the_callbacks_on,
    ),
)
def trains_any_network_as_long_as_asked(student: Student, rng: np.random.Generator) -> None:
    """A network with a hidden layer ends with the weights of the reference."""
    num_classes, n = int(rng.integers(6, 12)), int(rng.integers(30, 50))
    network = random_network(rng, num_classes)
    data, validation = (batch_for(rng, network, size) for size in (n, 2 * n))
    epochs = int(rng.choice([6, 7]))
    settings = Compiled("SGD", float(rng.uniform(0.1, 0.3)), config={"momentum": 0.8}, eager=True)
    model, recorder = student.lend(network, settings), student.lend_recorder()
    found = student.train(model, data, validation, epochs=epochs, callbacks=[recorder])
    history = expect.history(found).history

    promised = solution.train(
        compile_as(network, settings), *map(dataset_of, (data, validation)), epochs=epochs
    )
    seen = [epoch for what, epoch in student.recorded(recorder)["events"] if what == "epoch"]
    expect.that(
        seen == promised.epoch,
        _("the training does not last {n} epochs").format(n=epochs),
        got=str(len(seen)),
        promised=str(epochs),
    )
    weights = [weight for layer in student.state(model).layers for weight in layer.weights]
    for weight, right in zip(weights, network.get_weights(), strict=True):
        expect.close(weight, right, tolerance=1e-3, of=_("the weights after training"))
    last = [float(losses.get("val_loss", [0.0])[-1]) for losses in (history, promised.history)]
    expect.that(
        abs(last[0] - last[1]) <= 1e-3 * last[1],
        _("the last val_loss is not the trained network's"),
        got=number(last[0]),
        promised=number(last[1]),
    )


def batch_for(rng: np.random.Generator, network: Any, n: int) -> Batches:
    """Return one batch of n images that fit the network, so that no order of batches matters."""
    shape, num_classes = network.input_shape[1:], network.output_shape[-1]
    images, labels = tiny.separable(rng, n, shape, num_classes)
    return Batches(images, tiny.one_hot(labels, num_classes), n)
