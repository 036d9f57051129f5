"""Exercise 9: models kept as weights, as checkpoints, whole, and as a SavedModel.

What a function saves is opened in a worker that has none of the student's code; what a function
loads was written there, wherever Keras fixes the format.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import Check, check
from autograder.checks import tiny
from autograder.checks.unchanged import expect_left_alone, trace_of, traced
from autograder.expect import Failure, StudentRaised
from autograder.network import Network, batch_normalization, dense, dropout, flatten
from autograder.records.kinds import Batches, Compiled, Lent, Model
from autograder.student import Student
from autograder.text import _

Weights = list[list[np.ndarray]]


def network(rng: np.random.Generator) -> Network:
    """Return a classifier of random sizes and weights; not all of them are trainable."""
    sizes = [int(size) for size in rng.integers(3, 7, 4)]
    layers = [
        flatten(),
        dense(sizes[2], "relu"),
        batch_normalization(),
        dropout(0.4),
        dense(sizes[3], "softmax"),
    ]
    shape = (sizes[0], sizes[1], int(rng.choice([1, 3])))
    return with_new_weights(Network(shape, *layers), rng)


def frozen_network(rng: np.random.Generator) -> Network:
    """Return a classifier that takes less time to save, of whose two layers one is not trained."""
    sizes = [int(size) for size in rng.integers(3, 7, 4)]
    layers = [flatten(), dense(sizes[2], "relu"), dense(sizes[3], "softmax")]
    layers[1].trainable = False
    return with_new_weights(Network((sizes[0], sizes[1], 1), *layers), rng)


def small_network(rng: np.random.Generator) -> Network:
    """Return a classifier that takes less time to export, where its weights do not matter."""
    shape = (int(rng.integers(2, 5)), int(rng.integers(2, 5)), 1)
    last = dense(int(rng.integers(2, 5)), "softmax")
    return with_new_weights(Network(shape, flatten(), last), rng)


def with_new_weights(model: Network, rng: np.random.Generator) -> Network:
    """Give the model random weights, the variances among them positive, and return it."""
    model.set_weights([rng.uniform(0.05, 0.9, w.shape) for w in model.get_weights()])
    return model


def some_data(model: Network, rng: np.random.Generator, n: int = 4) -> Batches:
    """Return one random batch that fits the model."""
    classes = model.output_shape[1]
    images = rng.uniform(0, 1, (n, *model.input_shape[1:])).astype("float32")
    return Batches(images, tiny.one_hot(rng.integers(0, classes, n), classes), n)


def some_settings(rng: np.random.Generator) -> Compiled:
    """Return how a model of exercise 5 is compiled, with a learning rate of its own."""
    return Compiled(learning_rate=round(float(rng.uniform(0.002, 0.009)), 4))


def weights_of(model: Network | Model) -> Weights:
    """Return the weights, layer by layer, of a network or of the record of a model."""
    if isinstance(model, Model):
        return [layer.weights for layer in model.layers if layer.weights]
    return [layer.get_weights() for layer in model.layers if layer.get_weights()]


def agreement(found: Weights, promised: Weights) -> list[bool]:
    """Return for each layer whether its weights are the promised ones; [] if the layers differ."""
    shapes = [[[array.shape for array in layer] for layer in side] for side in (found, promised)]
    if shapes[0] != shapes[1]:
        return []
    layers = zip(found, promised, strict=True)
    return [all(np.allclose(a, b) for a, b in zip(*sides, strict=True)) for sides in layers]


def expect_weights(
    found: Weights, promised: Weights, problem: str, case: str = "", **others: Weights
) -> None:
    """Expect the promised weights; `others` are what a wrong solution may have instead.

    Args:
        found: the weights that are there.
        promised: those that ought to be.
        problem: the fault in one sentence.
        case: what tells this fault from others with the same weights.
        others: other weights, by a name.
    """
    agree = agreement(found, promised)
    instead = [name for name, weights in others.items() if all(agreement(found, weights) or [0])]
    expect.that(
        bool(agree) and all(agree),
        problem,
        got=_("{n} of {all} layers with weights agree").format(n=sum(agree), all=len(promised)),
        promised=_("all"),
        evidence=("weights", agree, instead, case),
    )


def expect_given(value: Any, given: Lent) -> None:
    """Expect the very model that was given."""
    expect.that(
        expect.model(value).handle == given.handle,
        _("it returns another model than the one it was given"),
        promised=_("the model given, with the weights loaded"),
        evidence=("another model",),
    )


def expect_written(student: Student, path: str, before: bytes | None) -> None:
    """Expect a file at `path` that is not what was there before."""
    found, beside = student.read_file(path), names_beside(student, path)
    expect.that(
        found is not None and found != before,
        _("there is no new file at `path`"),
        got=", ".join([*beside, *student.strays][:3]),
        promised=os.path.basename(path),
        evidence=("no new file", found is not None, beside, student.strays),
    )


def names_beside(student: Student, path: str) -> list[str]:
    """Return the names of what lies in the same folder as `path`."""
    folder, own = os.path.split(path)
    return [name for name in student.names(folder) if name != own]


def opened(student: Student, what: str, function: Any, *arguments: Any) -> Any:
    """Return what opening a path, the last argument, elsewhere gives; else it is not `what`."""
    try:
        return function(*arguments)
    except StudentRaised as raised:
        beginning = (student.read_file(arguments[-1]) or b"")[:2]  # tells the format of a file
        raise Failure(
            "raised",
            _("what it leaves is not {what}").format(what=what),
            got=f"{raised.record.type_name}: {_first_sentence(raised.record.text)}",
            promised=what,
            evidence=("cannot be opened", raised.record.type_name, beginning),
        ) from None


def expect_compiled(found: Model, promised: Compiled, ending: str) -> None:
    """Expect that a model from a file is compiled with the promised optimizer and rate."""
    expect.that(
        found.compiled is not None,
        _("the model is not compiled"),
        promised=_("compiled as it was when it was saved"),
        evidence=("not compiled", ending),
    )
    kept = [
        f"{c.optimizer}({c.learning_rate:.4g})" if isinstance(c.learning_rate, float) else ""
        for c in (found.compiled or promised, promised)
    ]
    expect.that(
        kept[0] == kept[1],
        _("the model is not compiled as it was when it was saved"),
        got=kept[0],
        promised=kept[1],
        evidence=("compiled", kept[0]),
    )


@check("save_weights", points=1, see="saving#weights")
def saves_the_weights(student: Student, rng: np.random.Generator) -> None:
    """The file at path holds the weights as Keras writes them; an old one goes."""
    model, settings = network(rng), some_settings(rng)
    path = f"{student.folder()}/cnn-{rng.integers(200, 900)}.weights.h5"
    elsewhere = student.elsewhere()
    other = elsewhere.lend(model, settings)
    elsewhere.write_weights(other, path)
    older = student.read_file(path)
    traced_at(student, path, "save_weights", student.lend(with_new_weights(model, rng), settings))
    expect_written(student, path, older)
    what = _("a weights file of Keras's")
    found = opened(student, what, elsewhere.open_weights, other, path)
    expect_weights(
        weights_of(found), weights_of(model), _("the weights in the file are not the model's")
    )


@check("load_weights", points=1, see="saving#weights")
def loads_the_weights(student: Student, rng: np.random.Generator) -> None:
    """The weights are loaded into the model given, fresh or used; it is returned."""
    saved, settings = network(rng), some_settings(rng)
    path = f"{student.folder()}/cnn-{rng.integers(200, 900)}.weights.h5"
    elsewhere = student.elsewhere()
    elsewhere.write_weights(elsewhere.lend(saved, settings), path)
    promised = weights_of(saved)
    model = student.lend(with_new_weights(saved, rng), settings)
    for used in (False, True):
        if used:
            student.fit_eagerly(model, some_data(saved, rng))
        expect_given(traced_at(student, path, "load_weights", model), model)
        expect_weights(
            weights_of(student.state(model)),
            promised,
            _("the model does not have the weights in the file"),
            case="used" if used else "fresh",
        )


def expect_prefix(student: Student, value: Any, directory: str) -> str:
    """Expect the path prefix of a checkpoint in `directory`; return its real path."""
    place, prefix = student.real_path(directory), student.real_path(expect.path(value))
    there = student.is_file(f"{prefix}.index")
    kind = "nothing"
    if prefix == place:
        kind = "the directory"
    elif student.is_file(prefix):
        kind = "a file"
    elif there:
        kind = "elsewhere"
    expect.that(
        there and prefix.startswith(place + os.sep),
        _("it does not return the path prefix of a checkpoint in `directory`"),
        got=os.path.basename(prefix),
        promised=_("the path of the checkpoint's files, without .index or .data-…"),
        evidence=("no checkpoint", kind, PurePath(prefix).suffix if kind == "a file" else ""),
    )
    return prefix


def expect_checkpoint(student: Student, prefix: str, promised: Weights, **others: Weights) -> None:
    """Expect that the checkpoint holds every one of the promised weights, under whatever name."""
    what = _("a TensorFlow checkpoint")
    arrays = opened(student, what, student.elsewhere().read_checkpoint, prefix)

    def there(layer: list[np.ndarray]) -> bool:
        """Return whether all weights of a layer are in the checkpoint."""
        return all(any(a.shape == w.shape and np.allclose(a, w) for a in arrays) for w in layer)

    agree = [there(layer) for layer in promised]
    instead = [name for name, weights in others.items() if all(map(there, weights))]
    expect.that(
        all(agree),
        _("the checkpoint does not hold all of the model's weights"),
        got=_("those of {n} of {all} layers").format(n=sum(agree), all=len(agree)),
        promised=_("all, trainable or not"),
        evidence=("checkpoint", agree, instead),
    )


@check("save_checkpoint", points=1, see="saving#checkpoints")
def adds_a_checkpoint(student: Student, rng: np.random.Generator) -> None:
    """Each call adds a checkpoint and returns its prefix; five are kept."""
    model, settings = frozen_network(rng), some_settings(rng)
    lent, weights = [], []
    for _model in range(2):
        weights.append(weights_of(with_new_weights(model, rng)))
        lent.append(student.lend(model, settings))
    directory = f"{student.folder()}/checkpoints-{rng.integers(200, 900)}"
    prefixes: list[str] = []
    for n in range(7):
        if n == 2:
            student.restart()
        answer = traced_at(student, directory, "save_checkpoint", lent[n % 2])
        prefix = expect_prefix(student, answer, directory)
        expect.that(
            prefix not in prefixes,
            _("a call overwrites the checkpoint of an earlier one"),
            got=os.path.basename(prefix),
            promised=_("one more checkpoint for every call"),
            evidence=("overwrites", n, prefix.endswith("-1"), has_number(prefix)),
        )
        prefixes.append(prefix)
        last_five = prefixes[-5:]
        there = [student.is_file(f"{earlier}.index") for earlier in last_five]
        expect.that(
            all(there),
            _("after {n} calls, not all of the last {m} checkpoints are there").format(
                n=n + 1, m=len(there)
            ),
            got=str(sum(there)),
            promised=str(len(there)),
            evidence=("kept", n, sum(there)),
        )
        if n < 2:
            now = weights_of(student.state(lent[n]))
            expect_checkpoint(student, prefix, weights[n], now=now, first=weights[0])


def has_number(prefix: str) -> bool:
    """Whether there is a number in the name of a checkpoint."""
    return any(letter.isdigit() for letter in os.path.basename(prefix))


@check(
    "restore_checkpoint",
    "save_checkpoint",
    points=1,
    see="saving#checkpoints",
    after=adds_a_checkpoint,
)
def restores_the_latest(student: Student, rng: np.random.Generator) -> None:
    """The latest checkpoint, the eleventh after the tenth, is loaded into the model."""
    model, settings = frozen_network(rng), some_settings(rng)
    weights, used = [weights_of(model)], student.lend(model, settings)
    directory, another = (f"{student.folder()}/checkpoints" for _place in range(2))
    for place in (*[directory] * 8, another):
        student.save_checkpoint(used, place)
    weights.append(weights_of(with_new_weights(model, rng)))
    student.set_weights(used, model.get_weights())
    for _ninth_and_tenth in range(2):
        student.save_checkpoint(used, directory)
    student.fit_eagerly(used, some_data(model, rng))
    trained = weights_of(student.state(used))
    student.save_checkpoint(used, directory)
    fresh = student.lend(with_new_weights(model, rng), settings)
    student.restart()
    for given, place, promised in ((fresh, directory, trained), (used, another, weights[0])):
        expect_given(traced_at(student, place, "restore_checkpoint", given), given)
        expect_weights(
            weights_of(student.state(given)),
            promised,
            _("the model does not have the weights of the latest checkpoint"),
            early=weights[0],
            ninth=weights[1],
        )


@check("restore_checkpoint", points=1, see="saving#no-checkpoint")
def raises_without_a_checkpoint(student: Student, rng: np.random.Generator) -> None:
    """Where there is no checkpoint, it raises a FileNotFoundError."""
    model = student.lend(small_network(rng), some_settings(rng))
    folder = student.folder()
    expect.raises("FileNotFoundError", student.restore_checkpoint, model, folder)
    missing = f"{student.folder()}/checkpoints"
    expect.raises("FileNotFoundError", student.restore_checkpoint, model, missing)
    student.write_file(f"{folder}/notes.txt", b"something else")
    try:
        expect.raises("FileNotFoundError", student.restore_checkpoint, model, folder)
    except Failure as failure:
        failure.evidence = ("beside another file", failure.evidence)
        raise


@check("save_model", points=1, see="saving#whole-model")
def saves_the_whole_model(student: Student, rng: np.random.Generator) -> None:
    """Architecture, weights and compiled state are in the file, .keras or .h5."""
    kept, settings = network(rng), some_settings(rng)
    model = student.lend(kept, settings)
    for ending in (".keras", ".h5"):
        path = f"{student.folder()}/cnn-{rng.integers(200, 900)}{ending}"
        student.write_file(path, b"an older file")
        traced_at(student, path, "save_model", model)
        expect_written(student, path, b"an older file")
        what = _("a whole model in the format {ending}").format(ending=ending)
        found = opened(student, what, student.elsewhere().open_model, path)
        expect_weights(
            weights_of(found), weights_of(kept), _("the weights in the file are not the model's")
        )
        expect_compiled(found, settings, ending)


@check("load_model", points=1, see="saving#whole-model")
def loads_the_whole_model(student: Student, rng: np.random.Generator) -> None:
    """The loaded model predicts the same, is compiled, and from .keras trains on."""
    kept, settings = network(rng), some_settings(rng)
    elsewhere, data = student.elsewhere(), some_data(kept, rng)
    saved = elsewhere.lend(kept, settings)
    for ending in (".keras", ".h5"):
        path = f"{student.folder()}/cnn-{rng.integers(200, 900)}{ending}"
        elsewhere.write_model(saved, path)
        loaded = expect.model(traced_at(student, path, "load_model"))
        found = student.state(loaded)
        expect_weights(
            weights_of(found), weights_of(kept), _("the model does not have the saved weights")
        )
        expected = kept(data.images)
        predictions = student.predict(loaded, data.images)
        expect.close(predictions, expected, tolerance=1e-5, of=_("the predictions"))
        if ending == ".h5":
            expect_compiled(
                found, found.compiled or settings, ending
            )  # with what, is free to repair
            continue
        expect_compiled(found, settings, ending)
        try:
            student.fit_eagerly(loaded, data)
        except StudentRaised as raised:
            raise Failure(
                "raised",
                _("the model loaded from .keras cannot go on training"),
                got=f"{raised.record.type_name}: {_first_sentence(raised.record.text)}",
                evidence=("cannot train", raised.record.type_name),
            ) from None


@dataclass(frozen=True)
class Export:
    """What an export left: the model, and all files in the folder that `directory` lies in."""

    model: Network
    files: dict[str, bytes]
    strays: list[str]


def exported(student: Student) -> Export:
    """Return what the student's function exports; it takes long, and is done once."""
    return student.remember("exported", lambda: _exported_now(student))


def _exported_now(student: Student) -> Export:
    kept = network(student.shared_rng("exported"))
    folder = student.folder()
    directory = f"{folder}/exported"
    student.make_folder(directory)
    student.write_file(f"{directory}/saved_model.pb", b"an older export")
    settings = some_settings(student.shared_rng("settings"))
    traced_at(student, directory, "export_model", student.lend(kept, settings))
    left: dict[str, bytes] = {}
    for name in student.names(folder):
        left |= student.fetch(f"{folder}/{name}")
    return Export(kept, left, student.strays)


@check("export_model", points=1, see="saving#export")
def exports_a_saved_model(student: Student, rng: np.random.Generator) -> None:
    """There is a TensorFlow SavedModel in the directory, in place of an older one."""
    export = exported(student)
    inside = [file for file in export.files if file.startswith("exported/")]
    names = sorted({PurePath(file).parts[1] for file in inside} - {"saved_model.pb"})
    expect.that(
        any(is_graph(file) and export.files[file] != b"an older export" for file in inside),
        _("there is no new SavedModel in `directory`"),
        got=", ".join([*names, *export.strays][:3]),
        promised="saved_model.pb",
        evidence=("no export", names, export.strays),
    )


def is_graph(file: str) -> bool:
    """Whether a file is called as that of a SavedModel's graph."""
    return os.path.basename(file).startswith("saved_model.pb")


@check(
    "load_exported",
    "export_model",
    points=1,
    see="saving#load-exported",
    after=exports_a_saved_model,
)
def predicts_as_the_exported_model(student: Student, rng: np.random.Generator) -> None:
    """What is loaded, in a new run, predicts as the model did, one image or several."""
    export, folder = exported(student), student.folder()
    kept, directory = export.model, f"{folder}/exported"
    student.put(folder, export.files)
    student.restart()
    predict = expect.function(traced_at(student, directory, "load_exported"))
    batches = [some_data(kept, rng, n).images for n in (int(rng.integers(3, 7)), 1)]
    found, raised = [], []
    for images in batches:
        try:
            found.append(student.invoke(predict, images))
        except StudentRaised as error:
            raised.append((len(images), error.record))
    if raised:
        n, record = raised[0]
        raise Failure(
            "raised",
            _("called with a batch of {n} images it raises {type}").format(
                n=n, type=record.type_name
            ),
            got=" ".join(record.text.split())[:160],
            promised=_("predictions for any number of images"),
            evidence=("cannot predict", len(found), "" if found else record.type_name),
        )
    for images, predictions in zip(batches, found, strict=True):
        expected = kept(images)
        expect.close(predictions, expected, tolerance=1e-5, of=_("the predictions"))


@check(
    "save_weights",
    "load_weights",
    "save_checkpoint",
    "restore_checkpoint",
    "save_model",
    "load_model",
    "export_model",
    "load_exported",
    points=1,
    see="start#arguments",
)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """Saving changes no model, and nothing is written but what was asked for."""
    pairs = (
        ("save_weights", saves_the_weights, "load_weights", loads_the_weights),
        ("save_checkpoint", adds_a_checkpoint, "restore_checkpoint", restores_the_latest),
        ("save_model", saves_the_whole_model, "load_model", loads_the_whole_model),
        ("export_model", exports_a_saved_model, "load_exported", predicts_as_the_exported_model),
    )
    for save, saving, load, loading in pairs:
        expect.that(
            trace_of(student, rng, save, saving) is not None,
            _("`{function}` does not save anything yet").format(function=save),
            evidence=("nothing", save),
        )
        if not student.kept(f"own of {save}"):
            continue  # other checks say so
        expect_nothing_more(student, rng, save, saving)
        with contextlib.suppress(StudentRaised):
            expect_nothing_more(student, rng, load, loading)


def traced_at(student: Student, path: str, function: str, *model: Lent) -> Any:
    """Return what the function gives for the model, if any, and a path; keep a trace of the call.

    A model to be saved is looked at before and after; one to be loaded into may change.
    """
    saves = function.startswith(("save", "export"))
    older = student.fetch(path) if saves else {}
    value = traced(student, function, *model, path, model=model[0] if saves else None)
    student.keep(f"own of {function}", saves and student.fetch(path) != older)
    student.keep(f"beside {function}", names_beside(student, path))
    return value


def expect_nothing_more(
    student: Student, rng: np.random.Generator, function: str, earlier: Check
) -> None:
    """Expect that the function changed no model to be saved, and wrote only what was asked for."""
    expect_left_alone(student, rng, function, earlier)
    beside = student.kept(f"beside {function}") or []
    expect.that(
        not beside,
        _("`{function}` writes a file that nobody asked for").format(function=function),
        got=", ".join(beside[:3]),
        promised=_("files only where an argument names the place"),
        kind="changed",
        evidence=("beside", function),
    )


def _first_sentence(text: str) -> str:
    """Return the beginning of Keras's explanation; what follows names objects in any order."""
    return " ".join(text.split()).partition(". ")[0][:120]
