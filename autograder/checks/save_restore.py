"""Exercise 9: models kept as weights, as checkpoints, whole, and as a SavedModel.

What a function saves is opened in a worker that has none of the student's code; what a function
loads was written there, wherever Keras fixes the format.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.checks import tiny
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


def expect_weights(found: Weights, promised: Weights, problem: str, **others: Weights) -> None:
    """Expect the promised weights; `others` are what a wrong solution may have instead."""
    agree = agreement(found, promised)
    instead = [name for name, weights in others.items() if all(agreement(found, weights) or [0])]
    expect.that(
        bool(agree) and all(agree),
        problem,
        got=_("{n} of {all} layers with weights agree").format(n=sum(agree), all=len(promised)),
        promised=_("all"),
        evidence=("weights", agree, instead),
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
            "values",
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
    student.save_weights(student.lend(with_new_weights(model, rng), settings), path)
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
        expect_given(student.load_weights(model, path), model)
        expect_weights(
            weights_of(student.state(model)),
            promised,
            _("the model does not have the weights in the file"),
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
    model, settings = network(rng), some_settings(rng)
    lent, weights = [], []
    for _model in range(2):
        weights.append(weights_of(with_new_weights(model, rng)))
        lent.append(student.lend(model, settings))
    directory = f"{student.folder()}/checkpoints-{rng.integers(200, 900)}"
    prefixes: list[str] = []
    for n in range(6):
        if n == 2:
            student.restart()
        answer = student.save_checkpoint(lent[n % 2], directory)
        prefix = expect_prefix(student, answer, directory)
        expect.that(
            prefix not in prefixes,
            _("a call overwrites the checkpoint of an earlier one"),
            got=os.path.basename(prefix),
            promised=_("one more checkpoint for every call"),
            evidence=("overwrites", n, prefix.endswith("-1")),
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
            expect_checkpoint(student, prefix, weights[n], first=weights[0])


@check(
    "restore_checkpoint",
    "save_checkpoint",
    points=1,
    see="saving#checkpoints",
    after=adds_a_checkpoint,
)
def restores_the_latest(student: Student, rng: np.random.Generator) -> None:
    """The latest checkpoint, the eleventh after the tenth, is loaded into the model."""
    model, settings = network(rng), some_settings(rng)
    lent, weights = [], []
    for _model in range(4):
        weights.append(weights_of(with_new_weights(model, rng)))
        lent.append(student.lend(model, settings))
    early, ninth, used, fresh = lent
    student.fit_eagerly(used, some_data(model, rng))
    trained = weights_of(student.state(used))
    directory, another = student.folder(), student.folder()
    for saved in (*[early] * 8, ninth, ninth, used):
        student.save_checkpoint(saved, directory)
    student.save_checkpoint(early, another)
    student.restart()
    for given, place, promised in ((fresh, directory, trained), (used, another, weights[0])):
        expect_given(student.restore_checkpoint(given, place), given)
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
    expect.raises("FileNotFoundError", student.restore_checkpoint, model, student.folder())


@check("save_model", points=1, see="saving#whole-model")
def saves_the_whole_model(student: Student, rng: np.random.Generator) -> None:
    """Architecture, weights and compiled state are in the file, .keras or .h5."""
    kept, settings = network(rng), some_settings(rng)
    model = student.lend(kept, settings)
    for ending in (".keras", ".h5"):
        path = f"{student.folder()}/cnn-{rng.integers(200, 900)}{ending}"
        student.write_file(path, b"an older file")
        student.save_model(model, path)
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
        loaded = expect.model(student.load_model(path))
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
                "values",
                _("the model loaded from .keras cannot go on training"),
                got=f"{raised.record.type_name}: {_first_sentence(raised.record.text)}",
                evidence=("cannot train", raised.record.type_name),
            ) from None


@check("export_model", points=1, see="saving#export")
def exports_a_saved_model(student: Student, rng: np.random.Generator) -> None:
    """There is a TensorFlow SavedModel in the directory, in place of an older one."""
    directory = student.folder()
    student.write_file(f"{directory}/saved_model.pb", b"an older export")
    student.export_model(student.lend(small_network(rng), some_settings(rng)), directory)
    graphs = [file for file in student.files(directory) if is_graph(file)]
    names = [name for name in student.names(directory) if name != "saved_model.pb"]
    expect.that(
        any(student.read_file(f"{directory}/{file}") != b"an older export" for file in graphs),
        _("there is no new SavedModel in `directory`"),
        got=", ".join([*names, *student.strays][:3]),
        promised="saved_model.pb",
        evidence=("no export", names, student.strays),
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
    kept = network(rng)
    directory = f"{student.folder()}/exported-{rng.integers(200, 900)}"
    student.export_model(student.lend(kept, some_settings(rng)), directory)
    student.restart()
    predict = expect.function(student.load_exported(directory))
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


def expect_nothing_more(student: Student, asked: str) -> None:
    """Expect that the last call wrote nothing but the file or the folder `asked`."""
    function = student.call.partition("(")[0]
    expect.left_alone(student, function)
    beside = names_beside(student, asked)
    expect.that(
        not beside,
        _("`{function}` writes a file that nobody asked for").format(function=function),
        got=", ".join(beside[:3]),
        promised=_("files only where an argument names the place"),
        kind="changed",
        evidence=("beside", function),
    )


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
    model = student.lend(small_network(rng), some_settings(rng))
    before = student.state(model)
    steps: tuple[tuple[Any, Any, str, list[Lent]], ...] = (
        (student.save_weights, student.load_weights, "cnn.weights.h5", [model]),
        (student.save_checkpoint, student.restore_checkpoint, "checkpoints", [model]),
        (student.save_model, student.load_model, "cnn.keras", []),
        (student.export_model, student.load_exported, "exported", []),
    )
    saved = []
    for save, load, file, into in steps:
        folder = student.folder()
        path = f"{folder}/{file}"
        save(model, path)
        if file not in student.names(folder):
            continue  # other checks say so
        saved.append(file)
        expect_nothing_more(student, path)
        after = student.state(model)
        expect.that(
            all(agreement(weights_of(after), weights_of(before)))
            and after.compiled == before.compiled,
            _("the model given is changed"),
            promised=_("the model as it was"),
            kind="changed",
            evidence=("model changed", file),
        )
        with contextlib.suppress(StudentRaised):
            load(*into, path)
            expect_nothing_more(student, path)
    expect.that(bool(saved), _("none of the functions saves anything"), evidence=("nothing",))


def _first_sentence(text: str) -> str:
    """Return the beginning of Keras's explanation; what follows names objects in any order."""
    return " ".join(text.split()).partition(". ")[0][:120]
