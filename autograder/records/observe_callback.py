"""A Keras callback as a record: what it is and how it was set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder.records.kinds import Callback


def observe_callback(callback: Any, keep: Callable[[object], int]) -> Callback:
    """Return the record of `callback`; settings are its attributes that are plain values."""
    settings: dict[str, Any] = {}
    for name, value in vars(callback).items():
        if isinstance(value, PurePath):
            settings[name] = str(value)
        elif isinstance(value, np.generic) and value.dtype.kind in "biuf":
            settings[name] = value.item()
        elif value is None or type(value) in (bool, int, float, str):
            settings[name] = value
        elif callable(value):
            settings[name] = str(getattr(value, "__name__", ""))
    ancestors = [
        base.__name__
        for base in type(callback).__mro__
        if base.__module__.startswith("keras.") and base.__name__ != "Callback"
    ]
    return Callback(type(callback).__name__, ancestors, settings, keep(callback))
