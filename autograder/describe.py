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


def describe(value: Any) -> str:
    """Return `value` in a few words: ``float32 (3, 28, 28, 1)``, ``[3, 1, 4]``, ``0.25``."""
    if isinstance(value, Tensor):
        return f"tensor {describe(value.value)}"
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
        return f"dataset of {len(value.images)} samples in batches of {value.batch_size}"
    if isinstance(value, Model):
        return f"a {value.kind} model" if value.kind != "Sequential" else "a Sequential"
    if isinstance(value, Dataset):
        return "a tf.data.Dataset"
    if isinstance(value, History):
        return "a History"
    if isinstance(value, Schedule):
        return f"{value.class_name}(…)"
    if isinstance(value, Figure):
        return f"a Figure with {len(value.axes)} axes"
    if isinstance(value, Callback):
        return f"a {value.class_name}"
    if isinstance(value, Function):
        return f"the function {value.name}"
    if isinstance(value, Opaque):
        article = "an" if value.type_name[:1].lower() in tuple("aeiou") else "a"
        return f"{article} {value.type_name}"
    return f"a {type(value).__name__}"


def number(value: Any) -> str:
    """Return a number with as many digits as a reader needs."""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    text = str(value)
    return text if len(text) <= 24 else f"{text[:20]}…"


def call_text(function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return a call in a few words: ``one_hot(uint8 [3, 1, 4], num_classes=5)``."""
    parts = [describe(value) for value in args]
    parts += [f"{name}={describe(value)}" for name, value in kwargs.items()]
    return f"{function}({', '.join(parts)})"


def _dtype(array: np.ndarray) -> str:
    return "text" if array.dtype.kind == "U" else str(array.dtype)


def _sequence(value: list[Any] | tuple[Any, ...]) -> str:
    left, right = "()" if isinstance(value, tuple) else "[]"
    if len(value) > 6:
        kind = "tuple" if isinstance(value, tuple) else "list"
        return f"{kind} of {len(value)}: {left}{', '.join(map(describe, value[:3]))}, …{right}"
    return f"{left}{', '.join(map(describe, value))}{right}"
