"""The side that runs student code: requests in, plain data out, as bytes in both directions."""

from __future__ import annotations

import contextlib
import inspect
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.records.kinds import Batches, History, Lent, Model, Recorder, Schedule
from autograder.records.observe import observe
from autograder.records.wire import WireError, pack, unpack
from autograder.worker.environment import let_keras_remember
from autograder.worker.files import names
from autograder.worker.load import load_module
from autograder.worker.operations import OPERATIONS
from autograder.worker.small_data import untuned
from autograder.worker.traceback import raised_record


@dataclass
class Host:
    """One student's modules (or none), the live objects made so far, and a folder for files.

    In `folder`, student code stands in ``standing``; ``files`` has the folders that checks ask for.
    """

    root: Path | None
    folder: Path
    objects: dict[int, object] = field(default_factory=dict)
    handles: dict[int, int] = field(default_factory=dict)
    modules: dict[str, ModuleType] = field(default_factory=dict)
    last_exception: BaseException | None = None
    seed: int = 0
    folders: int = 0

    def __post_init__(self) -> None:
        self.standing, self.files = self.folder / "standing", self.folder / "files"
        for folder in (self.standing, self.files):
            folder.mkdir(parents=True, exist_ok=True)

    def answer(self, request: bytes) -> bytes:
        """Do what `request` asks for and return the answer, both as `wire` has them."""
        try:
            reply = self._do(unpack(request))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever student code raises, sys.exit() included
            self.last_exception = error
            reply = {"raised": raised_record(error, self._own_folder(), self.folder)}
        try:
            return pack(reply)
        except (WireError, ValueError, OverflowError, RecursionError) as error:
            return pack({"unsendable": str(error)[:200]})

    def _do(self, request: dict[str, Any]) -> dict[str, Any]:
        what = request["do"]
        if what == "load":
            return self._load(request["module"], again=request.get("again", False))
        if what == "call":
            module = self.modules.get(request["module"])
            return self._call(module, request["function"], request["args"], request["kwargs"])
        if what == "lend":
            return {"value": Lent(self.keep(self._revive(request["thing"])), request["label"])}
        if what == "begin":
            return self._begin(request["seed"])
        if what == "new_folder":
            return {"value": self._new_folder()}
        with _standing_in(self.standing):
            arguments = [self._revive(argument) for argument in request["args"]]
            value = OPERATIONS[what](*arguments)
            return {"value": observe(value, self.keep, weights=what in ("state", "open_model"))}

    def _begin(self, seed: int) -> dict[str, Any]:
        """Start a check: no object, file, figure or seed of an earlier one is there any more."""
        for folder in (self.standing, self.files):
            _make_empty(folder)
        self.folders = 0
        self.objects.clear()
        self.handles.clear()
        self.last_exception = None
        self.seed = seed
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")
        _unset_tensorflow_seed()
        let_keras_remember()
        return {"value": None}

    def _new_folder(self) -> str:
        """Return the path of a new, empty folder for the files of a check."""
        self.folders += 1
        path = self.files / str(self.folders)
        path.mkdir()
        return str(path)

    def _load(self, name: str, again: bool) -> dict[str, Any]:
        if self.root is not None and (name not in self.modules or again):
            if not again:
                _make_empty(self.standing)
            with _standing_in(self.standing):
                self.modules[name] = load_module(self.root / f"{name}.py")
        return {"value": None}

    def _call(
        self, module: ModuleType | None, name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> dict[str, Any]:
        function = getattr(module, name, None)
        if not callable(function):
            return {"missing": _public_functions(module)}
        args = [self._revive(argument) for argument in args]
        kwargs = {key: self._revive(argument) for key, argument in kwargs.items()}
        if (wrong := _signature_problem(function, args, kwargs)) is not None:
            return {"signature": wrong}
        given: dict[Any, Any] = {**dict(enumerate(args)), **kwargs}
        self._seed_call()
        before = {key: _snapshot(argument) for key, argument in given.items()}
        with _standing_in(self.standing):
            present = set(names(str(self.standing)))
            value = function(*args, **kwargs)
            strays = sorted(set(names(str(self.standing))) - present)
            seen = observe(value, self.keep)
        changed = [str(key) for key in given if _snapshot(given[key]) != before[key]]
        return {"value": seen, "changed": changed, "strays": strays[:10]}

    def _seed_call(self) -> None:
        """Let a call's random numbers depend on its place in the check, not on what ran between.

        Keras takes its own seeds from `random`. TensorFlow's global seed stays unset: with it, a
        shuffle inside a dataset repeats its order.
        """
        self.seed += 1
        random.seed(self.seed)
        np.random.seed(self.seed % 2**32)

    def keep(self, thing: object) -> int:
        """Store a live object and return its handle: the same for the same object."""
        if id(thing) not in self.handles:
            handle = len(self.objects) + 1
            self.handles[id(thing)] = handle
            self.objects[handle] = thing
        return self.handles[id(thing)]

    def _revive(self, value: Any) -> Any:
        """Return the live object that an argument from the judge stands for."""
        from autograder.records import revive

        if isinstance(value, Lent):
            return self.objects[value.handle]
        if isinstance(value, Batches):
            return _dataset(value)
        if isinstance(value, Schedule):
            return revive.revive_schedule(value)
        if isinstance(value, History):
            return revive.revive_history(value)
        if isinstance(value, Recorder):
            from autograder.worker.recorder import recorder

            return recorder(value.stop_after)
        if isinstance(value, Model):
            model = revive.revive_model(value)
            return revive.compile_as(model, value.compiled) if value.compiled else model
        if type(value) in (list, tuple):
            return type(value)(self._revive(item) for item in value)
        if type(value) is dict:
            return {key: self._revive(item) for key, item in value.items()}
        return value

    def _own_folder(self) -> Path:
        return self.root or self.folder


def _public_functions(module: ModuleType | None) -> list[str]:
    if module is None:
        return []
    return [
        name
        for name, value in vars(module).items()
        if callable(value)
        and not name.startswith("_")
        and getattr(value, "__module__", None) == module.__name__
    ][:50]


def _dataset(batches: Batches) -> Any:
    import tensorflow as tf

    data = tf.data.Dataset.from_tensor_slices((batches.images, batches.labels))
    return untuned(data.batch(batches.batch_size))


def _signature_problem(function: Any, args: list[Any], kwargs: dict[str, Any]) -> str | None:
    """Return how `function` is written if it cannot take these arguments, else None."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        return f"{getattr(function, '__name__', '?')}{signature}: {error}"[:300]
    return None


def _snapshot(value: Any) -> Any:
    """Return what must be the same after a call if the call has not changed `value`."""
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, (list, tuple)):
        return [_snapshot(item) for item in value]
    if isinstance(value, dict):
        return [(key, _snapshot(item)) for key, item in value.items()]
    if isinstance(getattr(value, "history", None), dict):  # a keras.callbacks.History
        return [_snapshot(value.history), _snapshot(getattr(value, "epoch", None))]
    return value if isinstance(value, (str, int, float)) else id(value)


def _unset_tensorflow_seed() -> None:
    """Take back a global seed that some module has set: it would repeat every shuffle."""
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow and tensorflow.compat.v1.get_seed(None) != (None, None):
        tensorflow.random.set_seed(None)  # throws away all kernels; operations begin slowly again


def _make_empty(folder: Path) -> None:
    """Make `folder` an empty folder, whatever student code has put in it or in its place."""
    with contextlib.suppress(OSError):
        folder.parent.chmod(0o700)
    if folder.is_dir() and not folder.is_symlink():
        folder.chmod(0o700)
        if not os.listdir(folder):
            return
        for place, inner, _files in os.walk(folder):
            for path in (Path(place, name) for name in inner):
                if not path.is_symlink():
                    path.chmod(0o700)
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
    folder.mkdir()


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Run with `folder` as the current one, so that files written by mistake land there."""
    try:
        before = os.getcwd()
    except FileNotFoundError:
        before = str(folder)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
