"""Exercise 9, hidden: networks and numbers of files that the visible checks do not try."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import save_restore as visible
from autograder.checks.hidden.reference import reference
from autograder.records.revive import compile_as
from autograder.student import Student
from autograder.text import _

solution = reference("save_restore")


def convolutional_network(rng: np.random.Generator) -> Any:
    """Return a small convolutional network of random sizes and weights."""
    import keras

    height, width, channels, filters, classes = (int(n) for n in rng.integers(4, 9, 5))
    layers = [
        keras.Input((height, width, channels % 3 + 1)),
        keras.layers.Conv2D(filters, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.BatchNormalization(),
        keras.layers.Flatten(),
        keras.layers.Dense(classes, activation="softmax"),
    ]
    return scattered(keras.Sequential(layers), rng)


def scattered(model: Any, rng: np.random.Generator) -> Any:
    """Give the model random weights, with which it is not too sure of anything; return it."""
    visible.with_new_weights(model, rng)
    kernel, bias = model.layers[-1].get_weights()
    model.layers[-1].set_weights([rng.normal(0, 0.1, kernel.shape), bias])
    return model


def images_for(model: Any, rng: np.random.Generator, n: int) -> np.ndarray:
    """Return n random images that fit the model."""
    return rng.random((n, *model.input_shape[1:]), dtype="float32")


def expect_predictions(found: Any, model: Any, images: np.ndarray) -> None:
    """Expect the Keras model's predictions."""
    expected = np.asarray(model(images, training=False))
    expect.close(found, expected, tolerance=1e-5, of=_("the predictions"))


def saved(student: Student, function: Any, model: Any, name: str) -> str:
    """Let a function of the reference's save a model; return where the file is for the student."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        function(model, str(file))
        path = f"{student.folder()}/{name}"
        student.write_file(path, file.read_bytes())
    return path


@hidden_check(
    "save_weights",
    "load_weights",
    "save_model",
    "load_model",
    see="saving#whole-model",
    after=(
        visible.saves_the_weights,
        visible.loads_the_weights,
        visible.saves_the_whole_model,
        visible.loads_the_whole_model,
    ),
)
def keeps_a_convolutional_network(student: Student, rng: np.random.Generator) -> None:
    """A CNN comes back from its own files, and from those of the reference."""
    settings = visible.some_settings(rng)
    kept = compile_as(convolutional_network(rng), settings)
    images, promised = images_for(kept, rng, 3), visible.weights_of(kept)
    model, own = student.lend(kept, settings), student.folder()
    student.save_weights(model, f"{own}/{rng.integers(1000)}-net.weights.h5")
    weights = [f"{own}/{name}" for name in student.names(own)]
    weights.append(saved(student, solution.save_weights, kept, "net.weights.h5"))
    whole = [saved(student, solution.save_model, kept, f"model.{rng.integers(99)}.keras")]
    whole.append(f"{student.folder()}/whole-{rng.integers(1000)}.keras")
    student.save_model(model, whole[-1])
    for path in weights:
        used = student.lend(scattered(kept, rng), settings)
        visible.expect_given(student.load_weights(used, path), used)
        visible.expect_weights(
            visible.weights_of(student.state(used)),
            promised,
            _("the model does not have the weights in the file"),
        )
    for layer, arrays in zip([one for one in kept.layers if one.weights], promised, strict=True):
        layer.set_weights(arrays)
    for path in whole:
        loaded = expect.model(student.load_model(path))
        visible.expect_compiled(student.state(loaded), settings, ".keras")
        expect_predictions(student.predict(loaded, images), kept, images)


@hidden_check(
    "save_checkpoint",
    "restore_checkpoint",
    see="saving#checkpoints",
    after=(visible.adds_a_checkpoint, visible.restores_the_latest),
)
def restores_the_last_of_many(student: Student, rng: np.random.Generator) -> None:
    """After many checkpoints and several runs the last one is restored."""
    model, settings = convolutional_network(rng), visible.some_settings(rng)
    lent, weights = [], []
    for _model in range(3):
        weights.append(visible.weights_of(scattered(model, rng)))
        lent.append(student.lend(model, settings))
    directory = f"{student.folder()}/{rng.integers(1000)}-saved-{rng.integers(1000)}"
    prefixes: list[str] = []
    for n in range(int(rng.integers(12, 15))):
        if n in (1, 9):
            student.restart()
        answer = student.save_checkpoint(lent[n % 2], directory)
        prefixes.append(visible.expect_prefix(student, answer, directory))
        if n in (0, 6):
            student.restore_checkpoint(lent[2], directory)
    expect.that(
        len(set(prefixes)) == len(prefixes),
        _("of {n} checkpoints, one has the name of an earlier one").format(n=len(prefixes)),
    )
    student.restart()
    visible.expect_given(student.restore_checkpoint(lent[2], directory), lent[2])
    visible.expect_weights(
        visible.weights_of(student.state(lent[2])),
        weights[(len(prefixes) - 1) % 2],
        _("the model does not have the weights of the last of {n} checkpoints").format(
            n=len(prefixes)
        ),
    )


@hidden_check(
    "export_model",
    "load_exported",
    see="saving#load-exported",
    after=(visible.exports_a_saved_model, visible.predicts_as_the_exported_model),
)
def exports_a_convolutional_network(student: Student, rng: np.random.Generator) -> None:
    """An exported CNN predicts the same for any number of images."""
    kept, settings = convolutional_network(rng), visible.some_settings(rng)
    directory = f"{student.folder()}/{rng.integers(1000)}-export"
    student.export_model(student.lend(kept, settings), directory)
    student.restart()
    predict = expect.function(student.load_exported(directory))
    for n in (int(rng.integers(8, 40)), 2):
        images = images_for(kept, rng, n)
        expect_predictions(student.invoke(predict, images), kept, images)
