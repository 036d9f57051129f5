"""Exercise 10: callbacks that keep the best model, stop in time and leave a trace of every epoch.

What the callbacks do is seen in a real `fit` with scripted metrics (`worker.scripted_fit`): there
the model's kernel is the number of the epoch, so that a file tells when it was written.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.describe import describe
from autograder.expect import Failure, StudentRaised
from autograder.network import Network, dense
from autograder.records.kinds import Callback, Compiled, Model
from autograder.student import Student
from autograder.text import _

METRICS = ("loss", "mae", "accuracy", "acc")
NAMES = (*METRICS, *(f"val_{name}" for name in METRICS))
TINY = 1e-5
Script = list[dict[str, float]]


def higher_is_better(monitor: str) -> bool:
    """Whether the contract calls a higher value of `monitor` an improvement."""
    return "acc" in monitor


def improvements(values: Sequence[float], higher: bool) -> list[int]:
    """Return the epochs, counted from 1, whose value is better than every one before."""
    signed = values if higher else [-value for value in values]
    return [n + 1 for n, value in enumerate(signed) if all(value > old for old in signed[:n])]


def script_of(columns: dict[str, list[float]]) -> Script:
    """Return the logs of each epoch from the values of each metric."""
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, map(float, row), strict=True)) for row in rows]


def walk(rng: np.random.Generator, steps: Sequence[float], higher: bool) -> list[float]:
    """Return values that go, epoch by epoch, as `steps` say: so much better than the best so far.

    A step may be tiny, 0 or negative: none of the last two is an improvement.
    """
    sign = 1 if higher else -1
    values = [round(float(rng.uniform(0.3, 0.4) if higher else rng.uniform(1.3, 1.4)), 3)]
    for step in steps:
        best = max(values) if higher else min(values)
        values.append(round(best + sign * step, 6))
    return values


def tangled_script(rng: np.random.Generator, monitors: Sequence[str]) -> Script:
    """Return a script in which no two metrics, in either direction, improve in the same epochs.

    The `monitors` improve by much and by little, stand still and get worse; all end worse.
    """
    columns: dict[str, list[float]] = {}
    seen: list[list[int]] = []
    for name in (*monitors, *(other for other in NAMES if other not in monitors)):
        patterns: list[list[int]] = [[]]
        while [] in patterns or any(pattern in seen for pattern in patterns):
            if name in monitors:
                better, *worse = np.round(rng.uniform(0.02, 0.09, 4), 3)
                steps = [*rng.permutation([better, TINY, 0, -worse[0], -worse[1]]), -worse[2]]
                values = walk(rng, steps, higher_is_better(name))
            else:
                values = [round(float(value), 3) for value in rng.uniform(0.3, 0.9, 7)]
            patterns = [improvements(values, True), improvements(values, False)]
        seen += patterns
        columns[name] = values
    return script_of(columns)


def is_checkpoint(value: Any) -> bool:
    """Whether it is a `ModelCheckpoint`, or of a class derived from it."""
    return isinstance(value, Callback) and "ModelCheckpoint" in value.ancestors


def is_early_stopping(value: Any) -> bool:
    """Whether it is an `EarlyStopping`, or of a class derived from it."""
    return isinstance(value, Callback) and "EarlyStopping" in value.ancestors


def epoch_of(model: Model) -> int | None:
    """Return the epoch that a model of the scripted `fit` is from; None if it is from none."""
    weights = model.layers[0].weights if model.layers else []
    kernel = weights[0].astype("float64") if weights else np.array([])
    if not kernel.size or not np.isfinite(kernel).all() or (kernel != np.round(kernel)).any():
        return None
    return int(kernel.flat[0])


def opened(student: Student, path: str) -> Model:
    """Return the whole model at `path`, opened where none of the student's code is."""
    try:
        return student.elsewhere().open_model(path)
    except StudentRaised as raised:
        raise Failure(
            "raised",
            _("the file at `path` is not a whole model that Keras can load"),
            got=raised.record.type_name,
            evidence=("not a model", raised.record.type_name),
        ) from None


@check("best_model_callbacks", points=1, see="callbacks#pair")
def returns_both_callbacks(student: Student, rng: np.random.Generator) -> None:
    """A list or tuple has two callbacks: a ModelCheckpoint and an EarlyStopping."""
    path = f"{student.folder()}/best-{rng.integers(200, 900)}.keras"
    callbacks = student.best_model_callbacks(path)
    promised = _("a list or tuple with a ModelCheckpoint and an EarlyStopping")
    expect.that(
        isinstance(callbacks, (list, tuple)),
        _("it returns no list or tuple"),
        got=callbacks,
        promised=promised,
        kind="type",
        evidence=("no list", getattr(callbacks, "ancestors", None), callbacks is None),
    )
    for there, name in (
        (any(map(is_checkpoint, callbacks)), "ModelCheckpoint"),
        (any(map(is_early_stopping, callbacks)), "EarlyStopping"),
    ):
        expect.that(
            there,
            _("there is no {callback} in it").format(callback=name),
            got=callbacks,
            promised=promised,
            evidence=("without", name, len(callbacks)),
        )


def keeps_only_the_best(student: Student, rng: np.random.Generator, monitors: list[str]) -> None:
    """Let checkpoints on these monitors watch one training; expect files at improvements only."""
    folder, script = student.folder(), tangled_script(rng, monitors)
    callbacks, calls = [], []
    paths = [f"best-{rng.integers(200, 900)}-of-{monitor}.keras" for monitor in monitors]
    student.write_file(f"{folder}/{paths[0]}", b"an older file")
    for path, monitor in zip(paths, monitors, strict=True):
        named = {} if monitor == "val_loss" else {"monitor": monitor}
        pair = student.best_model_callbacks(f"{folder}/{path}", patience=20, **named)
        callbacks += [callback for callback in pair if not is_early_stopping(callback)]
        calls.append(student.call)
    seen = student.scripted_fit(callbacks, script, folder)
    written = seen["written"]
    improved = [
        improvements([logs[monitor] for logs in script], higher_is_better(monitor))
        for monitor in monitors
    ]
    found = [[n + 1 for n, files in enumerate(written) if path in files] for path in paths]
    endings = sorted({PurePath(file).suffix for files in written for file in files})
    for n, (monitor, student.call) in enumerate(zip(monitors, calls, strict=True)):
        expect.that(
            bool(found[n]),
            _("after the training there is no new file at `path`"),
            got=", ".join(endings),
            promised=".keras",
            evidence=("no file", endings, bool(seen["strays"])),
        )
        expect.that(
            found[n] == improved[n],
            _("`{monitor}` was {values}: the file was written in the wrong epochs").format(
                monitor=monitor, values=", ".join(f"{logs[monitor]:.5f}" for logs in script)
            ),
            got=_("epochs {epochs}").format(epochs=found[n]),
            promised=_("epochs {epochs}").format(epochs=improved[n]),
            evidence=("written", found),
        )
    model = opened(student, f"{folder}/{paths[0]}")
    best = improved[0][-1]
    expect.that(
        epoch_of(model) == best,
        _("the model in the file is not the one of the best epoch"),
        got=str(epoch_of(model)),
        promised=str(best),
        evidence=("epoch", epoch_of(model)),
    )
    expect.that(
        model.compiled is not None,
        _("the model in the file is not compiled"),
        promised=_("the whole model, compiled"),
        evidence=("not compiled",),
    )


@check("best_model_callbacks", points=1, see="callbacks#best", after=returns_both_callbacks)
def keeps_the_lowest_loss(student: Student, rng: np.random.Generator) -> None:
    """The whole model is written only when a loss or an error is lower than ever."""
    keeps_only_the_best(student, rng, ["val_loss", "mae"])


@check("best_model_callbacks", points=1, see="callbacks#mode", after=returns_both_callbacks)
def keeps_the_highest_accuracy(student: Student, rng: np.random.Generator) -> None:
    """The whole model is written only when an accuracy is higher than ever."""
    pairs = (["val_accuracy", "acc"], ["val_acc", "accuracy"])
    keeps_only_the_best(student, rng, pairs[int(rng.integers(2))])


def stops_in_time(
    student: Student,
    rng: np.random.Generator,
    monitor: str,
    steps: list[float],
    stop: int,
    arguments: dict[str, Any],
) -> None:
    """Train with the pair on `monitor`, which goes as `steps` say; expect the end at `stop`."""
    folder, columns = student.folder(), {}
    for name in NAMES:
        # The others are at their best in epoch 5: who watches one of them stops elsewhere.
        others = [*[0.02] * 4, *[-0.05] * (len(steps) - 4)]
        higher = higher_is_better(name)
        columns[name] = walk(rng, steps if name == monitor else others, higher)
    pair = student.best_model_callbacks(f"{folder}/best.keras", **arguments)
    stopper = [callback for callback in pair if not is_checkpoint(callback)]
    epochs = student.scripted_fit(stopper, script_of(columns), folder)["epochs"]
    best = improvements(columns[monitor][:stop], higher_is_better(monitor))[-1]
    expect.that(
        epochs[-1] == stop,
        _(
            "`{monitor}` was at its best in epoch {best} of {n}, and the training ended after the "
            "wrong epoch"
        ).format(monitor=monitor, best=best, n=len(steps) + 1),
        got=str(epochs[-1]),
        promised=str(stop),
        evidence=("ended", epochs[-1]),
    )


@check("best_model_callbacks", points=1, see="callbacks#patience", after=returns_both_callbacks)
def stops_when_accuracy_stands_still(student: Student, rng: np.random.Generator) -> None:
    """Training ends once the accuracy has not risen for patience epochs in a row."""
    monitor, patience = "val_acc", int(rng.choice([5, 6]))
    steps = [-0.02, -0.04, -0.1, *rng.choice([0, -0.03, -0.06], patience + 2)]
    stops_in_time(
        student, rng, monitor, steps, 1 + patience, {"monitor": monitor, "patience": patience}
    )


@check("best_model_callbacks", points=1, see="callbacks#patience", after=returns_both_callbacks)
def any_improvement_starts_the_count_again(student: Student, rng: np.random.Generator) -> None:
    """Any little improvement starts the count of `patience` (3 if left out) again."""
    patience = 3
    standing = [float(rng.choice([0, -0.01, -0.05])) for _epoch in range(patience + 5)]
    steps = [0.05, *[TINY] * patience, *standing[: patience - 1], float(rng.choice([0.05, TINY]))]
    stop = 1 + len(steps) + patience
    steps += standing[patience - 1 :]
    stops_in_time(student, rng, "val_mae", steps, stop, {"monitor": "val_mae"})


def expect_a_file_each(written: list[list[str]], numbers: list[int]) -> None:
    """Expect one new file an epoch, with the epoch's number in its name."""
    empty = [n for n, files in zip(numbers, written, strict=True) if not files]
    expect.that(
        not empty,
        _("not every epoch leaves a file"),
        got=_("none after epoch {n}").format(n=empty[0] if empty else ""),
        promised=_("one more file after every epoch"),
        evidence=("no file", [n - numbers[0] for n in empty]),
    )
    again = [name for n, files in enumerate(written) for name in files if files in written[:n]]
    expect.that(
        not again,
        _("an epoch overwrites the file of an earlier one"),
        got=PurePath(again[0]).name if again else "",
        promised=_("a file of its own for every epoch"),
        evidence=("overwrites",),
    )
    for epoch, files in zip(numbers, written, strict=True):
        name = PurePath(files[0]).name
        expect.that(
            name.endswith(".weights.h5"),
            _("the file's name does not end in .weights.h5"),
            got=name,
            promised=".weights.h5",
            evidence=("ending", PurePath(name).suffix),
        )
        in_name = [int(digits) for digits in re.findall(r"\d+", name.removesuffix(".weights.h5"))]
        expect.that(
            epoch in in_name,
            _("the file of epoch {n}, counted from 1, does not have this number").format(n=epoch),
            got=name,
            promised=_("a name with {n} in it").format(n=epoch),
            evidence=("number", in_name == [epoch - 1]),
        )


def expect_checkpoint(value: Any) -> Callback:
    """Expect one `ModelCheckpoint`."""
    expect.that(
        is_checkpoint(value),
        _("it returns no ModelCheckpoint"),
        got=value,
        promised=_("a keras.callbacks.ModelCheckpoint"),
        kind="type",
        evidence=("no checkpoint", type(value).__name__, getattr(value, "ancestors", None)),
    )
    return value


def dips(*names: str) -> dict[str, list[float]]:
    """Return columns of three epochs in which every metric falls and rises again."""
    return {name: [0.87, 0.61, 0.74] for name in names}


def weights_of(student: Student, path: str) -> Model:
    """Return a model like that of the scripted `fit` with the weights at `path`."""
    elsewhere = student.elsewhere()
    model = Network((2,), dense(2, "linear"))
    try:
        return elsewhere.open_weights(elsewhere.lend(model), path)
    except StudentRaised as raised:
        raise Failure(
            "raised",
            _("Keras cannot load the file as weights"),
            got=raised.record.type_name,
            evidence=("not weights", raised.record.type_name),
        ) from None


def leaves_a_file_each(student: Student, directory: str, first: int, script: Script) -> None:
    """Train with the student's callback; expect a file an epoch, the last with its weights."""
    callback = expect_checkpoint(student.every_epoch_callback(directory))
    parent, inside = os.path.dirname(directory), f"{os.path.basename(directory)}{os.sep}"
    try:
        found = student.scripted_fit([callback], script, parent, first)
    except StudentRaised as raised:
        if "KeyError" not in raised.record.types:
            raise
        raise Failure(
            "raised",
            _("its file name needs a number that only validation gives"),
            got=f"{raised.record.type_name}: {raised.record.text}"[:200],
            evidence=("needs a metric",),
        ) from None
    written = [[name for name in files if name.startswith(inside)] for files in found["written"]]
    expect.that(
        any(written),
        _("no epoch leaves a file in `directory`"),
        got=", ".join(found["strays"][:1]),
        promised=_("one more file after every epoch"),
        evidence=("no files", bool(found["strays"]), any(found["written"])),
    )
    numbers = [first + n + 1 for n in range(len(script))]
    expect_a_file_each([*written, *[[]] * (len(script) - len(written))], numbers)
    epoch = epoch_of(weights_of(student, f"{parent}/{written[-1][0]}"))
    expect.that(
        epoch == numbers[-1],
        _("the weights in the file are not the ones of its epoch"),
        got=str(epoch),
        promised=str(numbers[-1]),
        evidence=("epoch", epoch),
    )


@check("every_epoch_callback", points=1, see="callbacks#every-epoch")
def keeps_every_epoch(student: Student, rng: np.random.Generator) -> None:
    """Every epoch's weights get a .weights.h5 file with the epoch's number."""
    without_validation = script_of(dips(*METRICS))[:2]
    for first, script in (
        (0, without_validation),
        (int(rng.integers(3, 8)), script_of(dips(*NAMES))),
    ):
        directory = f"{student.folder()}/run-{rng.integers(200, 900)}"
        student.make_folder(directory)
        leaves_a_file_each(student, directory, first, script)


@check(
    "load_best",
    "best_model_callbacks",
    points=1,
    see="callbacks#load-best",
    after=keeps_the_lowest_loss,
)
def loads_the_best_model(student: Student, rng: np.random.Generator) -> None:
    """What is loaded is the model left at path: its weights, compiled."""
    folder = student.folder()
    path = f"{folder}/model-{rng.integers(200, 900)}.keras"
    callbacks = student.best_model_callbacks(path)
    script = script_of({name: [0.6, 0.5, 0.7] for name in NAMES})
    student.scripted_fit(callbacks, script, folder)
    kept = opened(student, path)
    elsewhere = student.elsewhere()
    write_model_of(elsewhere, 0, kept.compiled, f"{folder}/another.keras")
    expect_model(student, student.load_best(path), epoch_of(kept), kept.compiled)

    epoch = int(rng.integers(20, 90))
    write_model_of(elsewhere, epoch, kept.compiled, path)
    expect_model(student, student.load_best(path), epoch, kept.compiled)


def write_model_of(elsewhere: Student, epoch: int, compiled: Compiled | None, path: str) -> None:
    """Write a model like that of the scripted `fit`, as it would be in this epoch."""
    model = Network((2,), dense(2, "softmax"))
    model.set_weights([np.full((2, 2), epoch), np.zeros(2)])
    elsewhere.write_model(elsewhere.lend(model, compiled), path)


def expect_model(
    student: Student, value: Any, epoch: int | None, compiled: Compiled | None
) -> None:
    """Expect a model with the weights of `epoch`, compiled with the same optimizer."""
    found = student.state(expect.model(value))
    expect.that(
        epoch_of(found) == epoch,
        _("the model does not have the weights in the file"),
        evidence=("weights", epoch_of(found)),
    )
    optimizers = [(c.optimizer, c.learning_rate) if c else None for c in (found.compiled, compiled)]
    texts = [f"{o[0]}({describe(o[1])})" if o else _("not compiled") for o in optimizers]
    expect.that(
        optimizers[0] == optimizers[1],
        _("the model is not compiled as it was when it was saved"),
        got=texts[0],
        promised=texts[1],
        evidence=("compiled", optimizers[0]),
    )


def train_and_keep(student: Student, directory: str, first: int, epochs: int) -> dict[str, int]:
    """Let the student's callback write weights; return the epoch of each file by its real path."""
    callback = expect_checkpoint(student.every_epoch_callback(directory))
    script = script_of({name: [0.5] * epochs for name in NAMES})
    written = student.scripted_fit([callback], script, directory, first)["written"]
    expect.that(any(written), _("no epoch leaves a file in `directory`"), evidence=("none kept",))
    return {
        student.real_path(f"{directory}/{name}"): first + n + 1
        for n, files in enumerate(written)
        for name in files
    }


def by_name(epochs_of: dict[str, int]) -> dict[str, int]:
    """Return the epoch of each file by its bare name."""
    return {PurePath(path).name: epoch for path, epoch in epochs_of.items()}


def expect_latest(
    student: Student, directory: str, epochs_of: dict[str, int], *, alike: bool = False
) -> None:
    """Expect the path of the last epoch's file.

    Args:
        student: who was asked for it.
        directory: where it is.
        epochs_of: the epoch of each file by its real path.
        alike: whether it hangs on the folder's order which other file is taken.
    """
    found = expect.path(student.latest_weights(directory))
    last = max(epochs_of.values())
    epoch = epochs_of.get(student.real_path(found))
    names = by_name(epochs_of)
    seen = "another" if alike and epoch else epoch
    expect.that(
        epoch is not None or found not in names,
        _("this is the file's name; its folder is missing"),
        got=found,
        evidence=("bare name", names.get(found) == last),
    )
    expect.that(
        epoch == last,
        _("it is not the file of epoch {n}, the last one").format(n=last),
        got=PurePath(found).name,
        promised=next((name for name, number in names.items() if number == last), ""),
        evidence=("latest", seen, None if epoch else _sort_of(student, found, directory)),
    )


def _sort_of(student: Student, other: str, directory: str) -> str:
    """Return what sort of file a path names that is none of an epoch, as a fault's mark."""
    if os.path.dirname(student.real_path(other)) != student.real_path(directory):
        return "elsewhere"
    return PurePath(other).name


@check(
    "latest_weights",
    "every_epoch_callback",
    points=1,
    see="callbacks#latest",
    after=keeps_every_epoch,
)
def finds_the_last_epoch(student: Student, rng: np.random.Generator) -> None:
    """The latest file is the one with the highest number: 10 after 9, 100 after 99."""
    directory, another = (f"{student.folder()}/run-{n}" for n in rng.integers(200, 900, 2))
    student.make_folder(another)
    expect_latest(student, another, hidden_in_the_middle(student, another), alike=True)
    student.make_folder(directory)
    epochs_of = train_and_keep(student, directory, 7, 4)
    for first, epochs in ((7, 4), (98, 2)):
        if first == 98:
            epochs_of |= train_and_keep(student, directory, first, epochs)
        change_last(student, epochs_of, 10)
        expect_latest(student, directory, epochs_of)


def hidden_in_the_middle(student: Student, directory: str) -> dict[str, int]:
    """Let the student's callback write until no end of the folder's own order means anything.

    The file that is listed first, and the one listed last, is then neither the oldest nor one of
    the last two. All numbers, from 50 to 99, have two digits, and the last file is the newest.

    Returns:
        the epoch of each file by its real path.
    """
    epochs_of = train_and_keep(student, directory, 49, 1)
    epochs_of |= train_and_keep(student, directory, 95, 4)
    for epoch in range(50, 70):
        for path in [*epochs_of][:3:2]:  # the oldest, and one in the middle
            student.put_back(path)
        names = by_name(epochs_of)
        order = [names[name] for name in student.listed(directory) if name in names]
        if order and not {order[0], order[-1]} & {50, 98, 99}:
            break
        epochs_of |= train_and_keep(student, directory, epoch, 1)
    for path, number in epochs_of.items():
        student.set_modified(path, 1e9 + number)
    return epochs_of


def change_last(student: Student, epochs_of: dict[str, int], epoch: int) -> None:
    """Make the file of this epoch the one that was modified last, and the last epoch's older."""
    for path, number in epochs_of.items():
        student.set_modified(path, 1e9 + 1000 if number == epoch else 1e9 - number)


@check(
    "latest_weights",
    "every_epoch_callback",
    points=1,
    see="callbacks#other-files",
    after=keeps_every_epoch,
)
def passes_over_other_files(student: Student, rng: np.random.Generator) -> None:
    """Other files do not count; with no weights, it is a FileNotFoundError."""
    directory = student.folder()
    epochs_of = train_and_keep(student, directory, int(rng.integers(2, 8)), 1)
    only_others = student.folder()
    for folder in (directory, only_others):
        student.make_folder(f"{folder}/run-998")
        for name in ("notes-999.txt", "best.weights.h5", "model-997.keras"):
            student.write_file(f"{folder}/{name}", b"something else")
    train_and_keep(student, f"{directory}/run-998", 20, 1)
    expect_latest(student, directory, epochs_of)
    expect.raises("FileNotFoundError", student.latest_weights, student.folder())
    expect.raises("FileNotFoundError", student.latest_weights, only_others)


def writes_nothing_else(
    student: Student, rng: np.random.Generator, callbacks: Any, folder: str, asked: list[str]
) -> None:
    """Train for an epoch; expect files in `folder` at or below the paths `asked` only."""
    script = script_of({name: [float(rng.uniform(0.3, 0.9))] for name in NAMES})
    try:
        found = student.scripted_fit(callbacks, script, folder)
    except StudentRaised:
        return  # other checks say so
    names = [os.path.basename(path) for path in asked]
    others = [file for file in found["written"][0] if file.partition(os.sep)[0] not in names]
    if len(others) == len(found["written"][0]):
        return  # nothing where it was asked for: other checks say so
    strays = [*found["strays"], *others]
    endings = [PurePath(file).suffix for file in strays[:1]]
    expect.that(
        not strays,
        _("the training writes a file that nobody asked for"),
        got=strays[0] if strays else "",
        promised=_("files only where an argument names the place"),
        kind="changed",
        evidence=("strays", bool(found["strays"]), endings),
    )


@check(
    "best_model_callbacks",
    "every_epoch_callback",
    "load_best",
    "latest_weights",
    points=1,
    see="start#arguments",
    after=returns_both_callbacks,
)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """Files are written only at the path and in the directory that were named."""
    folder = student.folder()
    path, directory = f"{folder}/best.keras", f"{folder}/weights"
    student.make_folder(directory)
    callbacks = student.best_model_callbacks(path)
    expect.left_alone(student, "best_model_callbacks")
    writes_nothing_else(student, rng, callbacks, folder, [path, directory])
    every = student.every_epoch_callback(directory)
    expect.left_alone(student, "every_epoch_callback")
    if is_checkpoint(every):
        writes_nothing_else(student, rng, [every], folder, [path, directory])
    with contextlib.suppress(StudentRaised):  # other checks say so
        student.load_best(path)
        expect.left_alone(student, "load_best")
    with contextlib.suppress(StudentRaised):
        student.latest_weights(directory)
        expect.left_alone(student, "latest_weights")
