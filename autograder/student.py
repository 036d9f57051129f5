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
from pathlib import Path
from typing import Any

import numpy as np

from autograder.describe import call_text, describe
from autograder.exercises import Exercise
from autograder.expect import Failure, StudentRaised
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
from autograder.text import _
from autograder.worker.interface import Worker, WorkerStopped


class Student:
    """The functions of one exercise as attributes, and what else a check may ask for.

    Calling one of them returns plain data or records (`autograder.records.kinds`), or raises
    `StudentRaised`, `expect.Failure` (no such function, wrong parameters) or `WorkerStopped`.

    Args:
        exercise: the exercise whose functions these are.
        worker: where the student's module lives.
        fresh: opens a worker without any module of the student's.
        folder: a folder for files of this check; it exists and is empty.
    """

    def __init__(
        self, exercise: Exercise, worker: Worker, fresh: Callable[[], Worker], folder: Path
    ) -> None:
        self.exercise = exercise
        self.worker = worker
        self.call = ""
        self.changed: list[str] = []
        self.strays: list[str] = []
        self.figure: Figure | None = None
        self._fresh = fresh
        self._folder = folder
        self._folders = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in self.exercise.functions:
            return functools.partial(self._call_function, name)
        raise AttributeError(name)

    def _call_function(self, function: str, *args: Any, **kwargs: Any) -> Any:
        self.call = call_text(function, args, kwargs)
        request = {
            "do": "call",
            "function": function,
            "args": list(args),
            "kwargs": kwargs,
        }
        answer = self._ask(request)
        if "missing" in answer:
            raise self._missing(function, answer["missing"])
        if "signature" in answer:
            raise Failure(
                "signature",
                _("it cannot be called as promised"),
                got=str(answer["signature"]),
                promised=self.exercise.signature(function),
                evidence=("signature", function),
            )
        self.changed = [str(name) for name in answer.get("changed", [])]
        self.strays = [str(name) for name in answer.get("strays", [])]
        value = answer.get("value")
        if isinstance(value, Figure):
            self.figure = value
        return value

    def _missing(self, function: str, present: list[Any]) -> Failure:
        file = f"{self.exercise.name}.py"
        problem = _("{file} has no function `{function}`").format(file=file, function=function)
        names = [str(name) for name in present if name not in self.exercise.functions]
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

        Left out are the random name of the folder, the numbers by which Keras tells apart what it
        names itself (``dense_16``), and addresses of objects.
        """
        text = record.text.replace(f"{self._folder}{os.sep}", "")
        text = re.sub(r"\b(name=[a-z0-9_]*[a-z0-9])_\d+\b", r"\1", text)
        text = re.sub(r"\b0x[0-9a-f]{6,}\b", "0x…", text)
        return dataclasses.replace(record, text=text)

    def _operation(self, what: str, *args: Any) -> Any:
        return self._ask({"do": what, "args": list(args)}).get("value")

    # what a check may ask for besides

    def folder(self) -> str:
        """Return the path of a new, empty folder that the student's functions may write in."""
        self._folders += 1
        path = self._folder / str(self._folders)
        path.mkdir()
        return str(path)

    def lend(self, model: Any, compiled: Compiled | None = None, label: str = "model") -> Lent:
        """Put a copy of the judge's Keras `model` into the worker, compiled as `compiled` says.

        The copy keeps its identity: pass the result to the student's functions, then ask `state`.
        """
        from autograder.records.observe_model import observe_model

        record = observe_model(model, lambda thing: 0, weights=True)
        record = Model(**{**vars(record), "compiled": compiled})
        answer = self._ask({"do": "lend", "thing": record, "label": label})
        return answer["value"]

    def lend_array(self, array: np.ndarray) -> Lent:
        """Put the array into the worker; it keeps its identity: see `array_of`."""
        answer = self._ask({"do": "lend", "thing": array, "label": describe(array)})
        return answer["value"]

    def array_of(self, lent: Lent) -> np.ndarray:
        """Return a lent array as it is now."""
        return self._operation("state", lent)

    def lend_recorder(self, stop_after: int = 0) -> Lent:
        """Put a Keras callback into the worker that notes what `fit` calls it for.

        It ends the training after `stop_after` epochs, if that is not 0.
        """
        answer = self._ask({"do": "lend", "thing": Recorder(stop_after), "label": "a callback"})
        return answer["value"]

    def state(self, model: Model | Lent) -> Model:
        """Return the model as it is now, with its weights."""
        value = self._operation("state", _handle(model))
        if not isinstance(value, Model):
            raise WorkerStopped("garbled", _("its answers make no sense"))
        return value

    def batches(self, dataset: Dataset, limit: int) -> list[Any]:
        """Return the first `limit` elements of one (new) pass over the dataset."""
        return list(self._operation("batches", _handle(dataset), limit))

    def invoke(self, function: Function | Model, *arguments: Any) -> Any:
        """Call what the student's function returned."""
        return self._operation("invoke", _handle(function), *arguments)

    def scores(self, model: Model | Lent, data: Any) -> dict[str, float]:
        """Return the model's own loss and metrics on `Batches`, by name."""
        return self._operation("scores", _handle(model), data)

    def loss_of(self, model: Model | Lent, labels: np.ndarray, predictions: np.ndarray) -> float:
        """Return the loss that the model was compiled with, for these predictions."""
        return self._operation("loss_of", _handle(model), labels, predictions)

    def fit_once(self, model: Model | Lent, data: Any) -> float:
        """Train the model for one more epoch on `Batches` and return the loss."""
        return self._operation("fit_once", _handle(model), data)

    def fit_eagerly(self, model: Model | Lent, data: Any) -> float:
        """Do as `fit_once`, without the cost of tracing: also to make a used model of a new one."""
        return self._operation("fit_eagerly", _handle(model), data)

    def predict(self, model: Model | Lent, images: np.ndarray) -> np.ndarray:
        """Return the live model's predictions for a batch."""
        return self._operation("predict", _handle(model), images)

    def recorded(self, recorder: Lent) -> dict[str, Any]:
        """Return what a lent recorder has noted: ``events`` and ``batches``."""
        return self._operation("recorded", recorder)

    def scripted_fit(
        self, callbacks: Any, script: list[dict[str, float]], folder: str, first_epoch: int = 0
    ) -> dict[str, Any]:
        """Run a real `fit` with these callbacks on scripted metrics: see `worker.scripted_fit`."""
        live = [_handle(callback) for callback in callbacks]
        return self._operation("scripted_fit", live, script, folder, first_epoch)

    def picture(self, figure: Figure) -> bytes:
        """Return the figure as a PNG file."""
        return self._operation("picture", _handle(figure))

    def close_figures(self) -> None:
        """Close what is open in pyplot: for a check that asks for several figures, one by one."""
        self._operation("close_figures")

    def elsewhere(self) -> Student:
        """Return a worker in which nothing of the student's was ever imported, to open files in."""
        return Student(self.exercise, self._fresh(), self._fresh, self._folder)

    def restart(self) -> None:
        """Import the student's module anew: what it kept in memory is gone, as in a new run."""
        self._ask({"do": "load", "again": True})

    def real_path(self, path: str) -> str:
        """Return where a path from the student's function leads, which may be a relative one."""
        return str(self._operation("real_path", path))

    def open_model(self, path: str) -> Model:
        """Load a whole model from `path` as Keras does. Use it on `elsewhere()`."""
        return self._operation("open_model", path)

    def open_weights(self, model: Lent, path: str) -> Model:
        """Load a weights file into a lent model, as Keras does. Use it on `elsewhere()`."""
        self._operation("open_weights", model, path)
        return self.state(model)

    def write_model(self, model: Lent, path: str) -> None:
        """Save a lent model to `path` as Keras does. Use it on `elsewhere()`."""
        self._operation("write_model", model, path)

    def write_weights(self, model: Lent, path: str) -> None:
        """Save a lent model's weights to `path` as Keras does. Use it on `elsewhere()`."""
        self._operation("write_weights", model, path)

    def read_checkpoint(self, prefix: str) -> list[np.ndarray]:
        """Return the arrays in a TensorFlow checkpoint, in any order. Use it on `elsewhere()`."""
        return list(self._operation("read_checkpoint", prefix))


def _handle(value: Any) -> Lent:
    """Return the argument that names the live object behind a record."""
    if isinstance(value, Lent):
        return value
    return Lent(int(getattr(value, "handle", 0)), type(value).__name__)
