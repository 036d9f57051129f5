"""A live object as plain data or a record: what a student's function returned, made ready to cross.

Runs where the object lives. Imports nothing heavy: if an object is TensorFlow's, Keras's or
matplotlib's, its package is loaded already.
"""

from __future__ import annotations

import reprlib
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder.records.kinds import (
    RECORDS,
    Dataset,
    Function,
    History,
    Opaque,
    Tensor,
)
from autograder.records.observe_callback import observe_callback
from autograder.records.observe_figure import observe_figure
from autograder.records.observe_model import observe_model

Keep = Callable[[object], int]
MAX_ITEMS = 1_000_000
MAX_TEXT = 100_000


def observe(value: Any, keep: Keep, *, weights: bool = False, depth: int = 0) -> Any:
    """Return `value` as something that `wire.pack` takes.

    Args:
        value: any object.
        keep: stores a live object and returns the handle that names it from now on.
        weights: whether a model's weights go along.
        depth: how deeply `value` is nested in what was returned.
    """
    if depth > 8:
        return _opaque(value)
    if value is None or type(value) in (bool, int, float, bytes) or isinstance(value, RECORDS):
        return value
    if type(value) is complex:
        return np.complex128(value)
    if isinstance(value, str):
        return str(value)[:MAX_TEXT]
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        return value if value.dtype.kind in "biufc" else _opaque(value)
    if isinstance(value, (list, tuple)) and len(value) <= MAX_ITEMS:
        items = [observe(item, keep, weights=weights, depth=depth + 1) for item in value]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, dict) and len(value) <= MAX_ITEMS:
        if not all(isinstance(key, str) for key in value):
            return _opaque(value)
        return {
            str(key): observe(item, keep, weights=weights, depth=depth + 1)
            for key, item in value.items()
        }
    return _observe_object(value, keep, weights)


def _observe_object(value: Any, keep: Keep, weights: bool) -> Any:
    tensorflow, keras, figure = (
        sys.modules.get(name) for name in ("tensorflow", "keras", "matplotlib.figure")
    )
    if tensorflow is not None:
        if isinstance(value, (tensorflow.Tensor, tensorflow.Variable)):
            return _tensor(value)
        if isinstance(value, tensorflow.data.Dataset):
            return Dataset(str(value.element_spec)[:MAX_TEXT], keep(value))
    if keras is not None:
        if isinstance(value, keras.callbacks.History):
            return History(_lists(value.history), keep(value))
        if isinstance(value, keras.callbacks.Callback):
            return observe_callback(value, keep)
        if isinstance(value, keras.Model):
            return observe_model(value, keep, weights)
    if figure is not None and isinstance(value, figure.Figure):
        return observe_figure(value, keep)
    if callable(value) and not isinstance(value, type):
        name = getattr(value, "__name__", None) or type(value).__name__
        return Function(str(name)[:200], keep(value))
    return _opaque(value)


def _array(value: np.ndarray) -> Any:
    plain = np.asarray(value)
    if plain.dtype.kind in "biufcU" and plain.nbytes <= 200 * 2**20:
        return plain
    return Opaque("ndarray", f"dtype {plain.dtype}, shape {plain.shape}")


def _tensor(value: Any) -> Any:
    try:
        plain = np.asarray(value.numpy())
    except Exception:  # a symbolic tensor has no value
        return _opaque(value)
    if plain.dtype.kind not in "biufc":
        return Opaque(type(value).__name__, f"dtype {value.dtype.name}, shape {value.shape}")
    return Tensor(plain)


def _lists(history: Any) -> dict[str, list[float]]:
    lists: dict[str, list[float]] = {}
    if isinstance(history, dict):
        for name, values in history.items():
            try:
                lists[str(name)] = [float(value) for value in values]
            except (TypeError, ValueError):
                continue
    return lists


def _opaque(value: object) -> Opaque:
    try:
        text = reprlib.repr(value)
    except Exception:
        text = ""
    return Opaque(type(value).__name__[:200], text[:200])
