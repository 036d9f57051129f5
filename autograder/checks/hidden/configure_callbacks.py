"""Exercise 10, hidden: trainings and numbers of epochs that the visible checks do not try."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import configure_callbacks as visible
from autograder.checks import tiny
from autograder.checks.configure_callbacks import NAMES, Script, higher_is_better
from autograder.checks.hidden.reference import reference
from autograder.records.kinds import Compiled
from autograder.records.revive import compile_as
from autograder.student import Student
from autograder.text import _

solution = reference("configure_callbacks")


def long_script(rng: np.random.Generator, monitor: str, patience: int) -> Script:
    """Return a training in which `monitor` improves, stands still for less than `patience` epochs,
    improves again, and then gets worse for longer; the other metrics go up and down.
    """
    epochs = 3 * patience + 5
    columns = {name: rng.uniform(0.2, 0.9, epochs).round(3).tolist() for name in NAMES}
    pause = [float(step) for step in -rng.choice([0, 0.01, 0.05], patience - 1)]
    steps = [0.03, *pause, 0.001, 0.05, *pause, 0.02, *[-0.04] * epochs]
    columns[monitor] = visible.walk(rng, steps[: epochs - 1], higher_is_better(monitor))
    return visible.script_of(columns)


def promised_of(script: Script, monitor: str, patience: int) -> tuple[list[int], int]:
    """Return the epochs in which the reference keeps the model, and the one it stops after."""
    small = tiny.classifier(np.random.default_rng(0), (2, 2, 1), 2, 2)
    model = compile_as(small.as_keras(), Compiled())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "best.keras")
        callbacks = solution.best_model_callbacks(str(file), monitor=monitor, patience=patience)
        for callback in callbacks:
            callback.set_model(model)
            callback.on_train_begin()
        kept = []
        for epoch, logs in enumerate(script):
            file.unlink(missing_ok=True)
            for callback in callbacks:
                callback.on_epoch_end(epoch, dict(logs))
            if file.exists():
                kept.append(epoch + 1)
            if model.stop_training:
                return kept, epoch + 1
    return kept, len(script)


@hidden_check(
    "best_model_callbacks",
    see="callbacks#best",
    after=(
        visible.keeps_the_lowest_loss,
        visible.keeps_the_highest_accuracy,
        visible.stops_when_accuracy_stands_still,
        visible.any_improvement_starts_the_count_again,
    ),
)
def keeps_and_stops_as_the_reference_does(student: Student, rng: np.random.Generator) -> None:
    """Both callbacks together write and stop in the same epochs as the reference's."""
    for higher in (False, True):
        monitor = str(rng.choice([name for name in NAMES if higher_is_better(name) == higher]))
        patience = int(rng.choice([2, 4]))
        script, folder = long_script(rng, monitor, patience), student.folder()
        name = f"{rng.integers(1000)}-best.keras"
        callbacks = student.best_model_callbacks(f"{folder}/{name}", monitor, patience)
        found = student.scripted_fit(callbacks, script, folder)
        kept, last = promised_of(script, monitor, patience)
        expect.that(
            found["epochs"][-1] == last,
            _("on `{monitor}` with patience {n}, the training ends after the wrong epoch").format(
                monitor=monitor, n=patience
            ),
            got=str(found["epochs"][-1]),
            promised=str(last),
        )
        written = [n + 1 for n, files in enumerate(found["written"]) if name in files]
        expect.that(
            written == kept,
            _("on `{monitor}`, the model is written in the wrong epochs").format(monitor=monitor),
            got=str(written),
            promised=str(kept),
        )


@hidden_check(
    "every_epoch_callback",
    "latest_weights",
    see="callbacks#latest",
    after=(
        visible.keeps_every_epoch,
        visible.finds_the_last_epoch,
        visible.passes_over_other_files,
    ),
)
def finds_the_latest_of_a_long_training(student: Student, rng: np.random.Generator) -> None:
    """1000 comes after 999, and the first few epochs of a training are found as well."""
    directory = f"{student.folder()}/{rng.integers(2000, 9000)}-weights"
    student.make_folder(directory)
    epochs_of: dict[str, int] = {}
    for first, epochs in ((0, int(rng.integers(1, 4))), (int(rng.integers(20, 60)), 1), (998, 2)):
        epochs_of |= visible.train_and_keep(student, directory, first, epochs)
        visible.change_last(student, epochs_of, first or 1)
        visible.expect_latest(student, directory, epochs_of)


@hidden_check("load_best", see="callbacks#load-best", after=visible.loads_the_best_model)
def loads_any_best_model(student: Student, rng: np.random.Generator) -> None:
    """A model that the reference's callbacks keep is loaded whole and compiled."""
    shape = tuple(int(size) for size in rng.integers((3, 3, 1), (8, 8, 4)))
    settings = Compiled("SGD", round(float(rng.uniform(0.01, 0.2)), 3))
    model = compile_as(tiny.classifier(rng, shape, int(rng.integers(3, 9))).as_keras(), settings)
    model.set_weights([0.3 * weight for weight in model.get_weights()])
    path = f"{student.folder()}/{rng.integers(1000)}-kept.keras"
    student.write_file(path, kept_by_the_reference(model))
    loaded = expect.model(student.load_best(path))
    compiled = student.state(loaded).compiled
    expect.that(
        compiled is not None and compiled.optimizer == settings.optimizer,
        _("the model is not compiled as it was when it was saved"),
    )
    images = rng.random((4, *shape), dtype="float32")
    expected = np.asarray(model(images, training=False))
    expect.close(student.predict(loaded, images), expected, tolerance=1e-5, of=_("the predictions"))


def kept_by_the_reference(model: Any) -> bytes:
    """Return the file that the reference's callbacks write of a model."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "best.keras")
        for callback in solution.best_model_callbacks(str(file)):
            callback.set_model(model)
            callback.on_train_begin()
            callback.on_epoch_end(0, {"val_loss": 1.0})
        return file.read_bytes()
