"""Values in a few words, for messages: shapes and dtypes rather than contents."""

from __future__ import annotations

import numbers
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder.records.kinds import (
    Batches,
    Callback,
    Dataset,
    Figure,
    Function,
    History,
    Lent,
    Model,
    Opaque,
    Schedule,
    Tensor,
)
from autograder.text import _


def describe(value: Any) -> str:
    """Return `value` in a few words: ``float32 (3, 28, 28, 1)``, ``[3, 1, 4]``, ``0.25``."""
    if isinstance(value, Tensor):
        return _("tensor {value}").format(value=describe(value.value))
    if isinstance(value, np.ndarray):
        shape = str(value.shape)
        if value.ndim == 1 and value.size <= 6:
            shape = f"{[number(item) for item in value.tolist()]}".replace("'", "")
        return f"{_dtype(value)} {shape}"
    if isinstance(value, (bool, type(None))):
        return repr(value)
    if isinstance(value, (numbers.Number, np.generic)):
        return number(value)
    if isinstance(value, str):
        name = PurePath(value).name if "/" in value else value
        return repr(name if len(name) <= 40 else f"{name[:37]}…")
    if isinstance(value, (list, tuple)):
        return _sequence(value)
    if isinstance(value, dict):
        items = ", ".join(f"{key!r}: {describe(item)}" for key, item in list(value.items())[:4])
        return f"{{{items}{', …' if len(value) > 4 else ''}}}"
    return _describe_record(value)


def _describe_record(value: Any) -> str:
    if isinstance(value, Lent):
        return value.label
    if isinstance(value, Batches):
        return _("dataset of {n} samples in batches of {size}").format(
            n=len(value.images), size=value.batch_size
        )
    if isinstance(value, Model):
        return _a(value.kind if value.kind == "Sequential" else f"{value.kind} model")
    if isinstance(value, Dataset):
        return _a("tf.data.Dataset")
    if isinstance(value, History):
        return _a("History")
    if isinstance(value, Schedule):
        return f"{value.class_name}(…)"
    if isinstance(value, Figure):
        return _("a Figure with {n} axes").format(n=len(value.axes))
    if isinstance(value, Callback):
        return _a(value.class_name)
    if isinstance(value, Function):
        return _("the function {name}").format(name=value.name)
    if isinstance(value, Opaque):
        return _a(value.type_name)
    return _a(type(value).__name__)


def _a(name: str) -> str:
    """Return the name of a type with its article."""
    sentence = _("an {name}") if name[:1].lower() in tuple("aeiou") else _("a {name}")
    return sentence.format(name=name)


def number(value: Any) -> str:
    """Return a number with as many digits as a reader needs."""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    text = str(value)
    return text if len(text) <= 24 else f"{text[:20]}…"


def told_apart(one: Any, other: Any) -> tuple[str, str]:
    """Return two numbers as `number` does, with more digits where they would look the same."""
    if number(one) == number(other):
        return str(one), str(other)
    return number(one), number(other)


def call_text(function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return a call in a few words: ``one_hot(uint8 [3, 1, 4], num_classes=5)``."""
    parts = [describe(value) for value in args]
    parts += [f"{name}={describe(value)}" for name, value in kwargs.items()]
    return f"{function}({', '.join(parts)})"


def _dtype(array: np.ndarray) -> str:
    return _("text") if array.dtype.kind == "U" else str(array.dtype)


def _sequence(value: list[Any] | tuple[Any, ...]) -> str:
    left, right = "()" if isinstance(value, tuple) else "[]"
    if len(value) > 6:
        kind = _("tuple of {n}") if isinstance(value, tuple) else _("list of {n}")
        first = ", ".join(map(describe, value[:3]))
        return f"{kind.format(n=len(value))}: {left}{first}, …{right}"
    return f"{left}{', '.join(map(describe, value))}{right}"
