"""A student's functions as a check calls them: every call is made in the worker.

What comes back is plain data and records, the same at every isolation level.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import os
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import answers
from autograder.describe import call_text, describe
from autograder.exercises import Exercise
from autograder.expect import Failure, StudentRaised
from autograder.network import Network
from autograder.records.kinds import (
    Compiled,
    Dataset,
    Figure,
    Function,
    Lent,
    Model,
    Raised,
    Recorder,
)
from autograder.seeds import number_for
from autograder.text import _
from autograder.worker.interface import Worker


class Student:
    """The functions of one exercise as attributes, and what else a check may ask for.

    Calling one of them returns plain data or records (`autograder.records.kinds`), or raises
    `StudentRaised`, `expect.Failure` (no such function, wrong parameters) or `WorkerStopped`.

    The judge never touches a file that student code can reach: every path is the worker's own, as
    the student's functions get it, and whatever is done with a file is done in the worker.

    Args:
        exercise: the exercise whose functions these are.
        worker: where the student's module lives.
        fresh: opens a worker without any module of the student's.
        origin: for a worker without any: the student whose files it is given to open.
        memory: what `remember` has kept in earlier checks of the exercise.
    """

    def __init__(
        self,
        exercise: Exercise,
        worker: Worker,
        fresh: Callable[[], Worker],
        origin: Student | None = None,
        memory: dict[str, tuple[str, Any]] | None = None,
    ) -> None:
        self.exercise = exercise
        self.functions = exercise.functions
        self.worker = worker
        self.seed: int | None = None
        self.call = ""
        self.changed: list[str] = []
        self.strays: list[str] = []
        self.figure: Figure | None = None
        self._fresh = fresh
        self._origin = origin
        self._memory = {} if memory is None else memory
        self._elsewhere: Student | None = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in self.functions:
            return functools.partial(self._call_function, name)
        raise AttributeError(name)

    def begin(self, seed: int) -> None:
        """Start a check: nothing that an earlier one left is there any more.

        Args:
            seed: decides what the student's own random numbers are.
        """
        self._elsewhere = None
        self._ask({"do": "begin", "seed": seed})

    def _call_function(self, function: str, *args: Any, **kwargs: Any) -> Any:
        self.call = call_text(function, args, kwargs)
        request = {
            "do": "call",
            "module": self.exercise.name,
            "function": function,
            "args": list(args),
            "kwargs": kwargs,
        }
        answer = self._ask(request)
        if "missing" in answer:
            raise self._missing(function, answers.of_type(answer["missing"], list[str]))
        if "signature" in answer:
            raise Failure(
                "signature",
                _("it cannot be called as promised"),
                got=answers.of_type(answer["signature"], str),
                promised=self.exercise.signature(function),
                evidence=("signature", function),
            )
        self.changed = answers.of_type(answer.get("changed"), list[str])
        self.strays = answers.of_type(answer.get("strays"), list[str])
        value = answer.get("value")
        if isinstance(value, Figure):
            self.figure = value
        return value

    def _missing(self, function: str, present: list[str]) -> Failure:
        file = f"{self.exercise.name}.py"
        problem = _("{file} has no function `{function}`").format(file=file, function=function)
        names = [name[:100] for name in present[:50] if name not in self.exercise.functions]
        near = difflib.get_close_matches(function, names, n=1, cutoff=0.5)
        hint = _("define it with `def {signature}:`").format(
            signature=self.exercise.signature(function)
        )
        if near:
            hint = _("it has `{near}`: did you mean `{function}`?").format(
                near=near[0], function=function
            )
        return Failure("missing", problem, hint=hint, evidence=("missing", function))

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        answer = self.worker.ask(request)
        if isinstance(answer.get("raised"), Raised):
            raise StudentRaised(self._repeatable(answer["raised"]))
        if "unsendable" in answer:
            raise Failure("type", _("what it returns cannot be looked at"), got="?")
        return answer

    def _repeatable(self, record: Raised) -> Raised:
        """Return the record with the text as it is in every run.

        Left out are the numbers by which Keras tells apart what it names itself (``dense_16``),
        and addresses of objects; the worker has left out where its folder lies.
        """
        record = answers.raised(record)
        text = re.sub(r"\b(name=[a-z0-9_]*[a-z0-9])_\d+\b", r"\1", record.text)
        text = re.sub(r"(layer ['\"][a-z0-9_]*[a-z0-9])_\d+\b", r"\1", text)
        text = re.sub(r"\b(path=['\"][a-z0-9_]*[a-z0-9])_\d+\b", r"\1", text)
        text = re.sub(r"\b0x[0-9a-f]{6,}\b", "0x…", text)
        return dataclasses.replace(record, text=text)

    def _operation(self, what: str, *args: Any) -> Any:
        return self._ask({"do": what, "args": list(args)}).get("value")

    # what a check may ask for besides

    def lend(self, model: Any, compiled: Compiled | None = None, label: str = "model") -> Lent:
        """Put a copy of the judge's model into the worker, compiled as `compiled` says.

        Args:
            model: a `Network`, or a Keras model.
            compiled: how the copy is compiled, if it is.
            label: what messages call it.

        The copy keeps its identity: pass the result to the student's functions, then ask `state`.
        """
        if isinstance(model, Network):
            record = model.record()
        else:
            from autograder.records.observe_model import observe_model

            record = observe_model(model, lambda thing: 0, weights=True)
        return self._lend(dataclasses.replace(record, compiled=compiled), label)

    def lend_array(self, array: np.ndarray) -> Lent:
        """Put the array into the worker; it keeps its identity: see `array_of`."""
        return self._lend(array, describe(array))

    def lend_recorder(self, stop_after: int = 0) -> Lent:
        """Put a Keras callback into the worker that notes what `fit` calls it for.

        It ends the training after `stop_after` epochs, if that is not 0.
        """
        return self._lend(Recorder(stop_after), "a callback")

    def _lend(self, thing: Any, label: str) -> Lent:
        answer = self._ask({"do": "lend", "thing": thing, "label": label})
        return answers.of_type(answer.get("value"), Lent)

    def array_of(self, lent: Lent) -> np.ndarray:
        """Return a lent array as it is now."""
        return answers.of_type(self._operation("state", lent), np.ndarray)

    def state(self, model: Model | Lent) -> Model:
        """Return the model as it is now, with its weights."""
        return answers.model(self._operation("state", _handle(model)))

    def batches(self, dataset: Dataset, limit: int) -> list[Any]:
        """Return the first `limit` elements of one (new) pass over the dataset."""
        return answers.elements(self._operation("batches", _handle(dataset), limit), limit)

    def invoke(self, function: Function | Model, *arguments: Any) -> Any:
        """Call what the student's function returned."""
        return self._operation("invoke", _handle(function), *arguments)

    def scores(self, model: Model | Lent, data: Any) -> dict[str, float]:
        """Return the model's own loss and metrics on `Batches`, by name."""
        return answers.of_type(self._operation("scores", _handle(model), data), dict[str, float])

    def loss_of(self, model: Model | Lent, labels: np.ndarray, predictions: np.ndarray) -> float:
        """Return the loss that the model was compiled with, for these predictions."""
        found = self._operation("loss_of", _handle(model), labels, predictions)
        return answers.of_type(found, float)

    def fit_once(self, model: Model | Lent, data: Any) -> float:
        """Train the model for one more epoch on `Batches` and return the loss."""
        return answers.of_type(self._operation("fit_once", _handle(model), data), float)

    def fit_eagerly(self, model: Model | Lent, data: Any) -> float:
        """Do as `fit_once`, without the cost of tracing: also to make a used model of a new one."""
        return answers.of_type(self._operation("fit_eagerly", _handle(model), data), float)

    def set_weights(self, model: Lent, weights: list[np.ndarray]) -> None:
        """Give a lent model other weights: in a tenth of the time that another model takes."""
        self._operation("set_weights", model, weights)

    def count_steps_only(self, model: Model | Lent) -> None:
        """Let a lent model's steps be counted and otherwise do nothing: for many epochs."""
        self._operation("count_steps_only", _handle(model))

    def predict(self, model: Model | Lent, images: np.ndarray) -> np.ndarray:
        """Return the live model's predictions for a batch."""
        return answers.numbers(self._operation("predict", _handle(model), images))

    def recorded(self, recorder: Lent) -> dict[str, Any]:
        """Return what a lent recorder has noted: ``events`` and ``batches``."""
        return answers.recorded(self._operation("recorded", recorder))

    def scripted_fit(
        self, callbacks: Any, script: list[dict[str, float]], folder: str, first_epoch: int = 0
    ) -> dict[str, Any]:
        """Run a real `fit` with these callbacks on scripted metrics: see `worker.scripted_fit`."""
        live = [_handle(callback) for callback in callbacks]
        found = self._operation("scripted_fit", live, script, folder, first_epoch)
        return answers.scripted(found, len(script))

    def picture(self, figure: Figure) -> bytes:
        """Return the figure as a PNG file."""
        return answers.png(self._operation("picture", _handle(figure)))

    def close_figures(self) -> int:
        """Close what is open in pyplot: for a check that asks for several figures, one by one.

        Returns:
            how many figures were open.
        """
        return answers.of_type(self._operation("close_figures"), int)

    def restart(self) -> None:
        """Import the student's module anew: what it kept in memory is gone, as in a new run."""
        self._ask({"do": "load", "module": self.exercise.name, "again": True})

    # files, all of them in the worker

    def folder(self) -> str:
        """Return the path of a new, empty folder that the student's functions may write in."""
        return answers.of_type(self._ask({"do": "new_folder"}).get("value"), str)

    def make_folder(self, path: str) -> None:
        """Make a folder in one that is there."""
        self._operation("make_folder", path)

    def names(self, folder: str) -> list[str]:
        """Return the names of what lies in a folder, whatever it is, in order."""
        return answers.of_type(self._operation("names", folder), list[str])

    def listed(self, folder: str) -> list[str]:
        """Return the names of what lies in a folder, in the folder's own order."""
        return answers.of_type(self._operation("listed", folder), list[str])

    def files(self, folder: str) -> dict[str, int]:
        """Return the size of every regular file in a folder and below, by name relative to it."""
        return answers.of_type(self._operation("files", folder), dict[str, int])

    def is_file(self, path: str) -> bool:
        """Return whether there is a regular file at `path`."""
        return answers.of_type(self._operation("is_file", path), bool)

    def read_file(self, path: str) -> bytes | None:
        """Return what the file holds; None if there is none, or one larger than 64 MB."""
        return answers.of_type(self._operation("read_file", path), bytes | None)

    def write_file(self, path: str, content: bytes) -> None:
        """Write a file, in place of an older one."""
        self._operation("write_file", path, content)

    def fetch(self, path: str) -> dict[str, bytes]:
        """Return what a file, or all files in a folder, hold; by name from where `path` lies."""
        return answers.contents(self._operation("fetch", path))

    def put(self, folder: str, contents: dict[str, bytes]) -> None:
        """Write what `fetch` returned into a folder."""
        self._operation("put", folder, contents)

    def put_back(self, path: str) -> None:
        """Take a file out of its folder and put it in again, so that it may be listed elsewhere."""
        self._operation("put_back", path)

    def set_modified(self, path: str, seconds: float) -> None:
        """Set when a file was last modified, in seconds since 1970."""
        self._operation("set_modified", path, seconds)

    def real_path(self, path: str) -> str:
        """Return where a path from the student's function leads, which may be a relative one."""
        return answers.of_type(self._operation("real_path", path), str)

    # a worker that has no code of the student's, and files of its own

    def remember(self, what: str, make: Callable[[], Any]) -> Any:
        """Return what `make` gave in an earlier check of this exercise, else call it.

        For plain data only: the live objects of an earlier check are gone.
        """
        if what not in self._memory:
            value = make()
            self._memory[what] = (self.call, value)
        self.call, value = self._memory[what]
        return value

    def shared_rng(self, what: str) -> np.random.Generator:
        """Return random numbers for what several checks share, whichever of them comes first."""
        return np.random.default_rng(number_for(self.exercise.name, what, self.seed))

    def keep(self, what: str, value: Any) -> None:
        """Keep plain data for later checks of this exercise, unless there is some already."""
        self._memory.setdefault(what, (self.call, value))

    def kept(self, what: str) -> Any:
        """Return what `keep` kept, None if nothing; `call` is then the call that gave it."""
        self.call, value = self._memory.get(what, (self.call, None))
        return value

    def elsewhere(self) -> Student:
        """Return a worker in which nothing of the student's was ever imported, to open files in.

        Whatever it is asked to open is brought there first, and what it writes is brought here.
        """
        if self._elsewhere is None:
            self._elsewhere = Student(self.exercise, self._fresh(), self._fresh, self)
            self._elsewhere.begin(0)
        return self._elsewhere

    def open_model(self, path: str) -> Model:
        """Load a whole model from `path` as Keras does. Use it on `elsewhere()`."""
        return answers.model(self._operation("open_model", self._brought_here(path)))

    def open_weights(self, model: Lent, path: str) -> Model:
        """Load a weights file into a lent model, as Keras does. Use it on `elsewhere()`."""
        self._operation("open_weights", model, self._brought_here(path))
        return self.state(model)

    def read_checkpoint(self, prefix: str) -> list[np.ndarray]:
        """Return the arrays in a TensorFlow checkpoint, in any order. Use it on `elsewhere()`."""
        return answers.arrays(self._operation("read_checkpoint", self._brought_here(prefix)))

    def write_model(self, model: Lent, path: str) -> None:
        """Save a lent model to `path` as Keras does. Use it on `elsewhere()`."""
        self._write("write_model", model, path)

    def write_weights(self, model: Lent, path: str) -> None:
        """Save a lent model's weights to `path` as Keras does. Use it on `elsewhere()`."""
        self._write("write_weights", model, path)

    def _brought_here(self, path: str) -> str:
        """Copy what is at a path in the origin's worker to this one; return where it is here."""
        if self._origin is None:
            return path
        path = os.path.normpath(path)
        folder = self.folder()
        self.put(folder, self._origin.fetch(path))
        return os.path.join(folder, os.path.basename(path))

    def _write(self, what: str, model: Lent, path: str) -> None:
        """Save to `path`, which in the worker of `elsewhere()` is one in the origin's worker."""
        if self._origin is None:
            self._operation(what, model, path)
            return
        here = os.path.join(self.folder(), os.path.basename(path))
        self._operation(what, model, here)
        self._origin.put(os.path.dirname(path), self.fetch(here))


def _handle(value: Any) -> Lent:
    """Return the argument that names the live object behind a record."""
    if isinstance(value, Lent):
        return value
    return Lent(int(getattr(value, "handle", 0)), type(value).__name__)
