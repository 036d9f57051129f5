"""What a worker's answer must be like: whatever is of another form is no answer at all.

Student code may find the channel and write to it, so a check sees nothing that was not looked at.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from autograder.records.kinds import Model, Raised
from autograder.records.wire import fits
from autograder.text import _
from autograder.worker.files import MAX_BYTES, MAX_FILES
from autograder.worker.interface import WorkerStopped

MAX_PNG = 8 * 2**20
MAX_TEXT = 2_000
PNG = b"\x89PNG\r\n\x1a\n"


def garbled() -> WorkerStopped:
    """Return what to raise where an answer is of a form that no worker gives."""
    return WorkerStopped("garbled", _("its answers make no sense"))


def of_type(value: Any, kind: Any) -> Any:
    """Return `value` if it is of the type that the hint `kind` declares, all the way down.

    This function and the others here raise `WorkerStopped` ("garbled") if it is not.
    """
    if not fits(value, kind):
        raise garbled()
    return value


def numbers(value: Any) -> np.ndarray:
    """Return `value` if it is an array of numbers."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        raise garbled()
    return value


def arrays(value: Any) -> list[np.ndarray]:
    """Return `value` if it is a list of arrays of numbers."""
    return [numbers(array) for array in of_type(value, list)]


def model(value: Any) -> Model:
    """Return `value` if it is a model whose weights are numbers."""
    for layer in of_type(value, Model).layers:
        arrays(layer.weights)
    return value


def elements(value: Any, limit: int) -> list[Any]:
    """Return `value` if it is a list of at most `limit` elements of a dataset."""
    if not isinstance(value, list) or len(value) > limit:
        raise garbled()
    return value


def recorded(value: Any) -> dict[str, Any]:
    """Return `value` if a recorder can have noted it."""
    of_type(value, dict[str, Any])
    of_type(value.get("batches"), int)
    for event in of_type(value.get("events"), list[list[Any]]):
        if len(event) != 2 or not fits(event[0], str) or not fits(event[1], int):
            raise garbled()
    return value


def scripted(value: Any, epochs: int) -> dict[str, Any]:
    """Return `value` if a scripted training of at most so many epochs can have ended in it."""
    of_type(value, dict[str, Any])
    ran = of_type(value.get("epochs"), list[int])
    written = of_type(value.get("written"), list[list[str]])
    of_type(value.get("strays"), list[str])
    if not 1 <= len(ran) == len(written) <= epochs:
        raise garbled()
    return value


def png(value: Any) -> bytes:
    """Return `value` if it is a PNG file of a size that a report can hold."""
    if not isinstance(value, bytes) or not value.startswith(PNG) or len(value) > MAX_PNG:
        raise garbled()
    return value


def contents(value: Any) -> dict[str, bytes]:
    """Return `value` if `worker.files.fetch` may have returned it."""
    files = of_type(value, dict[str, bytes])
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise garbled()
    return files


def raised(record: Raised) -> Raised:
    """Return the record of an exception with no more of everything than a worker sends."""
    return dataclasses.replace(
        record,
        types=[name[:MAX_TEXT] for name in record.types[:100]],
        text=record.text[:MAX_TEXT],
        frames=record.frames[:10],
    )
