"""Exercise 5: a model told how to learn, and trained while it is watched."""

from __future__ import annotations

import math
import re

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.checks.tiny import one_hot, separable
from autograder.describe import describe, number
from autograder.network import Network, dense, dropout, flatten
from autograder.records.kinds import Batches, Compiled, Lent, Model, Schedule
from autograder.student import Student
from autograder.text import _, plural

SHAPE = (5, 5, 1)
MEASURED_BATCHES = 2  # of validation data, where steps are counted


def linear_model(rng: np.random.Generator, num_classes: int) -> Network:
    """Return a model (Flatten, Dense softmax) for `SHAPE`, with small random weights."""
    model = Network(SHAPE, flatten(), dense(num_classes, "softmax"))
    model.set_weights([rng.normal(0, 0.1, weight.shape) for weight in model.get_weights()])
    return model


def dense_weights(student: Student, model: Lent | Model) -> list[np.ndarray]:
    """Return the weights of a `linear_model` as they are now, in float64."""
    layers = student.state(model).layers
    weights = layers[-1].weights if layers else []
    shapes = [weight.shape for weight in weights]
    expect.that(
        len(shapes) == 2 and shapes[0] == (math.prod(SHAPE), *shapes[1]),
        _("the model's layers are no longer those of the model given"),
        kind="changed",
        evidence="layers",
    )
    return [weight.astype(np.float64) for weight in weights]


def probabilities(weights: list[np.ndarray], images: np.ndarray) -> np.ndarray:
    """Return what a `linear_model` with these weights gives for the images."""
    scores = images.reshape(len(images), -1).astype(np.float64) @ weights[0] + weights[1]
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def cross_entropy(labels: np.ndarray, predictions: np.ndarray) -> float:
    """Return the categorical cross-entropy of one-hot labels, averaged over the samples."""
    return float(-np.log((labels * predictions).sum(axis=1)).mean())


def after_steps(
    weights: list[np.ndarray], images: np.ndarray, labels: np.ndarray, rate: float, steps: int
) -> list[np.ndarray]:
    """Return a `linear_model`'s weights after plain gradient steps, each on this batch."""
    kernel, bias = weights
    for _step in range(steps):
        slope = (probabilities([kernel, bias], images) - labels) / len(images)
        kernel = kernel - rate * images.reshape(len(images), -1).T @ slope
        bias = bias - rate * slope.sum(axis=0)
    return [kernel, bias]


def opposed(
    rng: np.random.Generator, n: int, num_classes: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return training and validation data that contradict each other: who learns which, shows.

    Returns:
        train_images, train_labels, validation_images, validation_labels, `n` samples each, of the
        same patterns; the labels are one-hot rows, for validation those of other classes.
    """
    bright = rng.permutation(np.arange(np.prod(SHAPE)) % num_classes)  # each pixel has its class
    labels = rng.permutation(np.arange(2 * n) % num_classes)
    images = rng.uniform(0.0, 0.2, (2 * n, *SHAPE)).astype("float32")
    images += 0.8 * (bright == labels[:, None]).reshape(images.shape)
    labels[n:] = (labels[n:] + 1) % num_classes
    rows = one_hot(labels, num_classes)
    return images[:n], rows[:n], images[n:], rows[n:]


def compiled_model(
    student: Student, given: Lent, **arguments: float | Schedule
) -> tuple[Model, Compiled]:
    """Let the student compile a lent model; return what came back, and how it is compiled now."""
    returned = student.compile_model(given, **arguments)
    model = returned if isinstance(returned, Model) else student.state(given)
    if model.compiled is None:
        raise expect.Failure("values", _("the model is not compiled"), evidence="not compiled")
    return model, model.compiled


@check("compile_model", points=1, see="training#compile")
def compiles_the_model_given(student: Student, rng: np.random.Generator) -> None:
    """compile_model compiles the very model it was given and returns it."""
    given = student.lend(linear_model(rng, int(rng.integers(3, 7))))
    returned = expect.model(student.compile_model(given))
    expect.that(
        returned.handle == given.handle,
        _("the model that it returns is not the one that it was given"),
        evidence="another model",
    )
    expect.that(
        returned.compiled is not None, _("the model is not compiled"), evidence="not compiled"
    )


@check("compile_model", points=1, see="training#optimizer")
def uses_adam_at_the_rate(student: Student, rng: np.random.Generator) -> None:
    """The optimizer is Adam, its learning rate the one given: a number or a schedule."""
    num_classes = int(rng.integers(3, 7))
    fresh = student.lend(linear_model(rng, num_classes))
    other = Compiled("SGD", 0.5, "mean_squared_error", [])
    used = student.lend(linear_model(rng, num_classes), other)
    rate = float(np.exp(rng.uniform(np.log(1e-4), np.log(3e-2))))
    schedule = Schedule(
        "ExponentialDecay",
        {
            "initial_learning_rate": rate,
            "decay_steps": int(rng.integers(5, 50)),
            "decay_rate": float(rng.uniform(0.3, 0.9)),
        },
    )
    _expect_adam(compiled_model(student, fresh)[1], 1e-3)
    before = student.state(used).compiled
    _model, now = compiled_model(student, used, learning_rate=rate)
    expect.that(
        before is not None and now.optimizer_handle != before.optimizer_handle,
        _("a model that was compiled before keeps its old optimizer"),
        got=now.optimizer,
        promised="Adam",
        evidence=("optimizer", "kept"),
    )
    _expect_adam(now, rate)
    _expect_adam(compiled_model(student, used, learning_rate=schedule)[1], schedule)


def _expect_adam(found: Compiled, rate: float | Schedule) -> None:
    expect.that(
        found.optimizer == "Adam",
        _("the optimizer is not Adam"),
        got=found.optimizer,
        promised="Adam",
        evidence=("optimizer", found.optimizer),
    )
    theirs = found.learning_rate
    if isinstance(rate, Schedule):
        expect.that(
            isinstance(theirs, Schedule)
            and theirs.class_name == rate.class_name
            and all(
                expect.same_evidence(theirs.config.get(k), rate.config[k]) for k in rate.config
            ),
            _("the learning rate is not the schedule given"),
            got=describe(theirs),
            promised=describe(rate),
            evidence=("schedule", theirs if isinstance(theirs, float) else "other"),
        )
    else:
        expect.that(
            isinstance(theirs, float) and abs(theirs - rate) <= 1e-5 * rate,
            _("the learning rate is not the promised one"),
            got=describe(theirs),
            promised=number(rate),
            evidence=("rate", theirs if isinstance(theirs, float) else "schedule"),
        )


@check("compile_model", points=1, see="training#loss")
def uses_the_cross_entropy(student: Student, rng: np.random.Generator) -> None:
    """The loss is the categorical cross-entropy of one-hot labels and probabilities."""
    num_classes, n = int(rng.integers(3, 13)), int(rng.integers(5, 9))
    labels = one_hot(rng.integers(0, num_classes, n), num_classes)
    predictions = rng.dirichlet(np.full(num_classes, 2.0), n).astype("float32")
    given = student.lend(linear_model(rng, num_classes))
    model, _compiled = compiled_model(student, given)
    promised = cross_entropy(labels, predictions)
    try:
        found = student.loss_of(model, labels, predictions)
    except expect.StudentRaised as raised:
        raise expect.Failure(
            "raised",
            _("the loss cannot be worked out for one-hot labels and probabilities"),
            got=f"{raised.record.type_name}: {' '.join(raised.record.text.split())}"[:200],
            promised=number(promised),
            evidence=("loss", raised.record.type_name, re.sub(r"\d+", "", raised.record.text)),
        ) from None
    expect.that(
        abs(found - promised) <= 1e-4 * max(promised, 1),
        _("the loss is not the categorical cross-entropy"),
        got=_("{loss} for some labels and probabilities").format(loss=number(found)),
        promised=number(promised),
        evidence=("loss", found),
    )


@check("compile_model", points=1, see="training#accuracy", after=uses_the_cross_entropy)
def reports_the_accuracy(student: Student, rng: np.random.Generator) -> None:
    """The share of right predictions is reported under the name accuracy."""
    num_classes, n = int(rng.integers(3, 6)), int(rng.integers(30, 40))
    images, _labels = separable(rng, n, SHAPE, num_classes)
    model = linear_model(rng, num_classes)
    model.set_weights([5 * weight for weight in model.get_weights()])  # sure of some images
    labels = model(images).argmax(axis=1)
    wrong = rng.permutation(n)[: n // 2]  # so that no other measure is as large by chance
    labels[wrong] = (labels[wrong] + rng.integers(1, num_classes, len(wrong))) % num_classes
    compiled, _how = compiled_model(student, student.lend(model))
    try:
        scores = student.scores(compiled, Batches(images, one_hot(labels, num_classes), 25))
    except expect.StudentRaised as raised:
        raise expect.Failure(
            "raised",
            _("the metrics cannot be worked out for one-hot labels and probabilities"),
            got=raised.record.type_name,
            promised="loss, accuracy",
            evidence=("metrics", raised.record.type_name),
        ) from None
    expect.that(
        "accuracy" in scores,
        _("nothing is reported under the name `accuracy`"),
        got=", ".join(scores),
        promised="loss, accuracy",
        evidence=("names", "acc" in scores, "categorical_accuracy" in scores, len(scores) > 1),
    )
    best = probabilities(dense_weights(student, compiled), images).argmax(axis=1)
    expect.near(scores["accuracy"], float((best == labels).mean()), of="accuracy")


@check("train", points=1, see="training#epochs")
def trains_for_the_epochs(student: Student, rng: np.random.Generator) -> None:
    """train goes through the training data `epochs` times and returns the History."""
    num_classes, batches = int(rng.integers(3, 6)), int(rng.choice([4, 5]))
    images, labels, others, theirs = opposed(rng, 6 * batches - 2, num_classes)
    # a model that does not learn: no measure of it ever improves, and no early stopping waits
    model = student.lend(linear_model(rng, num_classes), Compiled("SGD", 0.0))
    student.count_steps_only(model)
    short = Batches(images, labels, 6)  # the last batch is short
    again = rng.integers(0, len(images), 103)  # more than the 100 batches that many write in
    large = Batches(images[again], labels[again], 1)
    validation = Batches(others, theirs, math.ceil(len(others) / MEASURED_BATCHES))
    before = student.state(model).compiled
    for case, data, arguments in (
        ("few", short, {"epochs": 3}),
        ("many", short, {"epochs": int(rng.choice([11, 12]))}),
        ("default", short, {}),
        ("large", large, {"epochs": 1}),
    ):
        batches = math.ceil(len(data.images) / data.batch_size)
        epochs = arguments.get("epochs", 10)
        history = expect.history(student.train(model, data, validation, **arguments)).history
        losses = len(history.get("loss", []))
        after = student.state(model).compiled
        assert before is not None
        expect.that(after is not None, _("the model is no longer compiled"))
        assert after is not None
        same = after.optimizer_handle == before.optimizer_handle
        made, before = after.iterations - same * before.iterations, after
        expect.that(
            made == epochs * batches,
            _("training does not take the promised number of steps"),
            got=_("{n} steps").format(n=made),
            promised=plural(
                "{n} steps: {epochs} epoch of {batches} batches",
                "{n} steps: {epochs} epochs of {batches} batches",
                epochs,
            ).format(n=epochs * batches, epochs=epochs, batches=batches),
            evidence=("steps", case, _compared(made, epochs, batches), losses == epochs),
        )
        expect.that(
            losses == epochs,
            _("the history does not have one loss for every epoch"),
            got=_("{n} values").format(n=losses),
            promised=_("{n} values").format(n=epochs),
            evidence=("history", case, losses),
        )


def _compared(steps: int, epochs: int, batches: int) -> str:
    """Return how the number of steps differs from the promised one, as a fault's mark."""
    promised = epochs * batches
    marks = {
        0: "none",
        batches: "one epoch",
        epochs: "one an epoch",
        promised - batches: "one epoch fewer",
        promised - epochs: "one an epoch fewer",
        promised + batches: "one epoch more",
        promised + MEASURED_BATCHES: "one pass over the validation data more",
        promised + epochs * MEASURED_BATCHES: "both",
        epochs * promised: "epochs times as many",
    }
    return marks.get(steps) or ("fewer" if steps < promised else "more")


@check("train", points=1, see="training#compile-once")
def keeps_the_compilation(student: Student, rng: np.random.Generator) -> None:
    """train does not compile again: optimizer, learning rate and loss stay."""
    num_classes = int(rng.integers(3, 6))
    images, labels, others, theirs = opposed(rng, 8, num_classes)
    given = Compiled(
        "RMSprop",
        float(rng.uniform(0.002, 0.02)),
        "mean_squared_error",
        ["accuracy", "mean_absolute_error"],
        eager=True,
    )
    model = student.lend(linear_model(rng, num_classes), given)
    before = student.state(model).compiled
    student.train(model, Batches(images, labels, 8), Batches(others, theirs, 8), epochs=1)
    after = student.state(model).compiled
    assert before is not None
    for same, problem, evidence in (
        (
            after is not None and after.optimizer_handle == before.optimizer_handle,
            _("the model has a new optimizer after training: it was compiled again"),
            "optimizer",
        ),
        (
            after is not None and after.learning_rate == before.learning_rate,
            _("the learning rate is another one after training"),
            "rate",
        ),
        (
            after is not None and (after.loss, after.metrics) == (before.loss, before.metrics),
            _("loss or metrics are others after training: the model was compiled again"),
            "loss",
        ),
    ):
        expect.that(same, problem, kind="changed", evidence=("compiled", evidence))


@check("train", points=1, see="training#validation")
def measures_the_validation_data(student: Student, rng: np.random.Generator) -> None:
    """After each epoch all of the validation data is measured."""
    num_classes = int(rng.integers(3, 6))
    images, labels, others, theirs = opposed(rng, 16, num_classes)
    first, short = slice(12), slice(12, None)  # the batches of the validation data
    theirs[first] = np.roll(theirs[first], -1, axis=1)  # it does not contradict training
    # small steps: val_loss falls, whatever is dropped, and nobody goes back to an earlier epoch
    how = Compiled("SGD", float(rng.uniform(0.3, 0.5)), eager=True)
    lent = linear_model(rng, num_classes)
    with_dropout = Network(SHAPE, flatten(), dropout(0.3), dense(num_classes, "softmax"))
    with_dropout.set_weights(lent.get_weights())
    model = student.lend(with_dropout, how)
    validation = Batches(others, theirs, first.stop)
    found = student.train(model, Batches(images, labels, 16), validation, epochs=2)
    history = expect.history(found).history
    expect.that(
        "val_loss" in history,
        _("the history has no val_loss: the validation data is not measured"),
        got=", ".join(history),
        promised="loss, accuracy, val_loss, val_accuracy",
        evidence=("val_loss", "none"),
    )
    measured = history["val_loss"]
    expect.that(
        0 < len(measured) == len(history.get("loss", [])),
        _("the validation data is not measured after every epoch"),
        got=_("{n} values of val_loss").format(n=len(measured)),
        promised=_("{n} values").format(n=len(history.get("loss", []))),
        evidence=("val_loss", "length"),
    )
    weights = dense_weights(student, model)
    promised = cross_entropy(theirs, probabilities(weights, others))
    learnt = not np.allclose(weights[0], lent.get_weights()[0])
    other_data = {
        "training": cross_entropy(labels, probabilities(weights, images)),
        "one batch": cross_entropy(theirs[first], probabilities(weights, others[first])),
        "a mean of epochs": (measured[0] + promised) / 2,
        "before": cross_entropy(theirs, lent(others).astype(np.float64)),
    }
    last = cross_entropy(theirs[short], probabilities(weights, others[short]))
    other_data["a mean of batches"] = (other_data["one batch"] + last) / 2
    measures = [data for data, loss in other_data.items() if _near(measured[-1], loss)]
    expect.that(
        _near(measured[-1], promised),
        _("the last val_loss is not the trained model's on the validation data"),
        got=number(measured[-1]),
        promised=number(promised),
        evidence=("val_loss", measures, learnt),
    )
    expect.that(
        len(set(measured)) == len(measured),
        _("val_loss is the same after every epoch, though the model has learnt"),
        got=", ".join(map(number, measured)),
        promised=_("a measurement of its own after every epoch"),
        evidence=("val_loss", "same"),
    )


def _near(found: float, promised: float) -> bool:
    return abs(found - promised) <= 1e-3 * promised


@check("train", points=1, see="training#learn-from", after=keeps_the_compilation)
def learns_from_the_training_data_only(student: Student, rng: np.random.Generator) -> None:
    """The model learns from the training data only, by its own optimizer's steps."""
    num_classes = int(rng.integers(3, 6))
    images, labels, others, theirs = opposed(rng, 20, num_classes)
    rate = float(rng.uniform(0.2, 0.4))
    lent = linear_model(rng, num_classes)
    before = [weight.astype(np.float64) for weight in lent.get_weights()]
    model = student.lend(lent, Compiled("SGD", rate, eager=True))
    student.train(model, Batches(images, labels, 20), Batches(others, theirs, 20), epochs=4)
    state = student.state(model)
    steps = min(state.compiled.iterations if state.compiled else 0, 1000)
    found = dense_weights(student, model)

    def is_after(count: int, images: np.ndarray, labels: np.ndarray) -> bool:
        promised = after_steps(before, images, labels, rate, count)
        return all(np.allclose(*pair, atol=1e-3) for pair in zip(found, promised, strict=True))

    expect.that(
        not is_after(0, images, labels),
        _("after training the model's weights are what they were before"),
        evidence=("learnt", "nothing"),
    )
    expect.that(
        not is_after(steps, others, theirs),
        _("the model has learnt from the validation data"),
        promised=_("it learns from the training data"),
        evidence=("learnt", "swapped"),
    )
    expect.that(
        state.compiled is not None and abs(float_of(state.compiled) - rate) <= 1e-5,
        _("the learning rate has changed during training"),
        promised=_("no callbacks but those given"),
        evidence=("learnt", "rate"),
    )
    expect.that(
        not any(is_after(count, images, labels) for count in range(1, steps)),
        _("the model does not have the weights of the last step, but earlier ones"),
        promised=_("no callbacks but those given"),
        evidence=("learnt", "earlier"),
    )
    both = before
    for step in range(steps):
        both = after_steps(both, *((others, theirs) if step % 2 else (images, labels)), rate, 1)
    alternating = all(np.allclose(*pair, atol=1e-3) for pair in zip(found, both, strict=True))
    expect.that(
        is_after(steps, images, labels),
        _("the weights are not those that come of the training data alone"),
        promised=_("it learns from the training data, and nothing from the validation data"),
        evidence=("learnt", "both" if alternating else "other"),
    )


def float_of(compiled: Compiled) -> float:
    """Return the learning rate, or 0 where it is a schedule."""
    return compiled.learning_rate if isinstance(compiled.learning_rate, float) else 0.0


@check("train", points=1, see="training#callbacks")
def hands_the_callbacks_on(student: Student, rng: np.random.Generator) -> None:
    """All callbacks given see every epoch, and one that ends the training ends it."""
    num_classes, stop = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    images, labels, others, theirs = opposed(rng, 8, num_classes)
    model = student.lend(linear_model(rng, num_classes), Compiled("SGD", 0.1))
    student.count_steps_only(model)
    watching, stopping = student.lend_recorder(), student.lend_recorder(stop_after=stop)
    student.train(
        model,
        Batches(images, labels, 8),
        Batches(others, theirs, 8),
        epochs=stop + 2,
        callbacks=[watching, stopping],
    )
    for recorder in (watching, stopping):
        seen = [epoch for what, epoch in student.recorded(recorder)["events"] if what == "epoch"]
        expect.that(
            len(seen) > 0,
            _("a callback that was given is never called"),
            evidence=("callbacks", "never"),
        )
        expect.that(
            seen == list(range(stop)),
            _("a callback that ends the training after {stop} epochs sees other epochs").format(
                stop=stop
            ),
            got=_("it sees the ends of epochs {epochs}").format(epochs=describe(seen)),
            promised=_("of {epochs}").format(epochs=describe(list(range(stop)))),
            evidence=("callbacks", seen),
        )


@check("compile_model", "train", points=1, see="start#arguments")
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The list of callbacks given is not changed, and no file is written."""
    num_classes = int(rng.integers(3, 6))
    images, labels, others, theirs = opposed(rng, 8, num_classes)
    model = student.lend(linear_model(rng, num_classes), Compiled("SGD", 0.1))
    student.count_steps_only(model)
    for callbacks in ([student.lend_recorder()], []):
        student.train(
            model,
            Batches(images, labels, 8),
            Batches(others, theirs, 8),
            epochs=1,
            callbacks=callbacks,
        )
        expect.left_alone(student, "train")
    student.compile_model(model)
    expect.left_alone(student, "compile_model")
