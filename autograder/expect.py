"""What a check says of an answer: each helper returns it made plain, or raises a `Failure`.

Every helper looks in one order and no further than the first fault: type, shape, dtype, values
with the first place that differs.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.describe import describe, number, told_apart
from autograder.records.kinds import Callback, Dataset, Figure, Function, History, Model, Tensor
from autograder.records.kinds import Raised as RaisedRecord
from autograder.report import SourceLine
from autograder.text import _

if TYPE_CHECKING:
    from autograder.student import Student


class Failure(Exception):
    """A student's answer is not what was promised.

    Args:
        kind: the sort of fault (see `report.Message`).
        problem: the fault in one sentence.
        got: what came back, in a few words.
        promised: what should have come back, in a few words.
        evidence: plain data that a wrong solution with the same fault would give too; it decides
            which misconception is named. By default the kind, `problem` and `got`.
        comparison: two grey images (H, W), theirs and the promised one.
        hint: one next step, where no misconception has a better one.
        see: the note to read, where it is another than the check's.
        lines: the student's lines that the fault came from.
    """

    def __init__(
        self,
        kind: str,
        problem: str,
        *,
        got: str = "",
        promised: str = "",
        evidence: Any = None,
        comparison: tuple[np.ndarray, np.ndarray] | None = None,
        hint: str = "",
        see: str = "",
        lines: list[SourceLine] | None = None,
    ) -> None:
        super().__init__(problem)
        self.kind = kind
        self.problem = problem
        self.got = got
        self.promised = promised
        self.evidence = (kind, problem, got) if evidence is None else evidence
        self.comparison = comparison
        self.hint = hint
        self.see = see
        self.lines = lines or []


@dataclass
class StudentRaised(Exception):
    """The student's function raised; `record` says what and where."""

    record: RaisedRecord


def that(
    condition: bool,
    problem: str,
    *,
    got: Any = "",
    promised: str = "",
    kind: str = "values",
    evidence: Any = None,
    hint: str = "",
    see: str = "",
) -> None:
    """Expect `condition`; else fail with `problem`. `got` is described if it is not text."""
    if not condition:
        text = got if isinstance(got, str) else describe(got)
        raise Failure(
            kind, problem, got=text, promised=promised, evidence=evidence, hint=hint, see=see
        )


def array(
    value: Any,
    *,
    shape: tuple[int, ...] | None = None,
    dtype: str | None = None,
    of: str = "",
) -> np.ndarray:
    """Expect an array: NumPy's or an eager tensor.

    Args:
        value: what the student's function returned.
        shape: the promised shape.
        dtype: a dtype's name, ``"number"`` (floating or integer) or ``"integer"``.
        of: what the array is of, for messages ("labels").

    Returns:
        The values as a NumPy array.
    """
    plain = value.value if isinstance(value, Tensor) else value
    if not isinstance(plain, np.ndarray):
        raise _wrong_type(value, _("a NumPy array or a tensor"), of)
    _expect_shape(plain, shape, of)
    _expect_dtype(plain, dtype, of)
    return plain


def integers(value: Any, *, shape: tuple[int, ...] | None = None, of: str = "") -> np.ndarray:
    """Expect an array of integers, or a list of them; return it as a NumPy array."""
    plain = value.value if isinstance(value, Tensor) else value
    if isinstance(plain, (list, tuple)):
        items = [_as_integer(item) for item in plain]
        if any(item is None for item in items):
            raise _wrong_type(value, _("an array or a list of integers"), of)
        plain = np.array(items, dtype=np.int64)
    if not isinstance(plain, np.ndarray):
        raise _wrong_type(value, _("an array or a list of integers"), of)
    _expect_shape(plain, shape, of)
    if plain.size or plain.dtype.kind in "iu":
        _expect_dtype(plain, "integer", of)
    return plain.astype(np.int64)


def real(value: Any, *, of: str) -> float:
    """Expect a float (Python's or NumPy's); return it as Python's."""
    plain = value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if isinstance(plain, (bool, np.bool_)) or not isinstance(plain, (float, np.floating)):
        raise _wrong_type(value, _("a float"), of)
    return float(plain)


def integer(value: Any, *, of: str) -> int:
    """Expect an integer (Python's or NumPy's); return it as Python's."""
    found = _as_integer(value)
    if found is None:
        raise _wrong_type(value, _("an integer"), of)
    return found


def _as_integer(value: Any) -> int | None:
    plain = value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if isinstance(plain, (bool, np.bool_)) or not isinstance(plain, (int, np.integer)):
        return None
    return int(plain)


def close(
    value: Any,
    promised: np.ndarray,
    *,
    dtype: str | None = None,
    tolerance: float = 1e-6,
    of: str = "",
    drawn: bool = False,
) -> np.ndarray:
    """Expect an array of these values, within `tolerance` (absolute, and relative to the promised).

    Args:
        value: what the student's function returned.
        promised: the values, of the promised shape.
        dtype: see `array`.
        tolerance: how far a value may lie from the promised one.
        of: what the array is of, for messages.
        drawn: whether the arrays are images, to be drawn side by side where they differ.
    """
    found = array(value, shape=promised.shape, dtype=dtype, of=of)
    wrong = _differing(found, promised, tolerance)
    if wrong.any():
        raise _wrong_values(found, promised, wrong, of, drawn)
    return found


def equal(value: Any, promised: np.ndarray, *, of: str = "") -> np.ndarray:
    """Expect integers (an array or a list of them) that equal the promised ones."""
    found = integers(value, shape=promised.shape, of=of)
    wrong = np.asarray(found != promised)
    if wrong.any():
        raise _wrong_values(found, promised, wrong, of, drawn=False)
    return found


def near(value: Any, promised: float, *, of: str, tolerance: float = 1e-4) -> float:
    """Expect a float within `tolerance` (absolute and relative) of the promised one."""
    found = real(value, of=of)
    if not math.isclose(found, promised, rel_tol=tolerance, abs_tol=tolerance):
        raise Failure(
            "values",
            _("{what} is not the promised value").format(what=of),
            got=number(found),
            promised=number(promised),
            evidence=("near", of, round(found, 3)),
        )
    return found


def raises(exception: str, function: Callable[..., Any], *args: Any) -> None:
    """Expect that calling the student's function raises this exception (or one derived from it)."""
    try:
        value = function(*args)
    except StudentRaised as raised:
        if exception in raised.record.types:
            return
        raise Failure(
            "raised",
            _("it raises {other}, not {exception}").format(
                other=raised.record.type_name, exception=exception
            ),
            got=f"{raised.record.type_name}: {raised.record.text}"[:200],
            promised=exception,
            evidence=("raises", raised.record.type_name),
        ) from None
    raise Failure(
        "values",
        _("it raises nothing"),
        got=describe(value),
        promised=exception,
        evidence=("raises", None, value is None),
    )


def left_alone(student: Student, function: str) -> None:
    """Expect that the last call changed none of its arguments and wrote no file beside them."""
    if student.changed:
        raise Failure(
            "changed",
            _("`{function}` changes what it was given").format(function=function),
            got=_("argument `{name}` is not what it was").format(
                name=student.exercise.parameter(function, student.changed[0])
            ),
            promised=_("the arguments as they were"),
            evidence=("changed", function),
            hint=_("work on a copy, or let NumPy make a new array"),
        )
    if student.strays:
        raise Failure(
            "changed",
            _("`{function}` writes a file that nobody asked for").format(function=function),
            got=student.strays[0],
            promised=_("files only where an argument names the place"),
            evidence=("strays", function),
        )


def path(value: Any) -> str:
    """Expect a path, `str` or `Path` (which crosses as `str`)."""
    return _record(value, str, _("a path, `str` or `Path`"))


def model(value: Any) -> Model:
    """Expect a Keras model."""
    return _record(value, Model, _("a Keras model"))


def dataset(value: Any) -> Dataset:
    """Expect a `tf.data.Dataset`."""
    return _record(value, Dataset, _("a tf.data.Dataset"))


def history(value: Any) -> History:
    """Expect a `keras.callbacks.History`."""
    return _record(value, History, _("a keras.callbacks.History"))


def figure(value: Any) -> Figure:
    """Expect a matplotlib `Figure`, with no more in it than can be looked through."""
    found = _record(value, Figure, _("a matplotlib Figure"))
    that(
        len(found.axes) <= 500 and sum(len(axes.curves) for axes in found.axes) <= 5_000,
        _("the figure has far more in it than anybody can see"),
        evidence="crowded figure",
    )
    return found


def callback(value: Any) -> Callback:
    """Expect a Keras callback."""
    return _record(value, Callback, _("a Keras callback"))


def function(value: Any) -> Any:
    """Expect something that can be called with a batch: a function, or a model."""
    if isinstance(value, Model):
        return value
    return _record(value, Function, _("something that can be called with a batch of images"))


def _record(value: Any, kind: type, promised: str) -> Any:
    if not isinstance(value, kind):
        raise _wrong_type(value, promised, "")
    return value


def _wrong_type(value: Any, promised: str, of: str) -> Failure:
    if value is None:
        problem = _("it returns nothing (None): is a `return` missing?")
        if of:
            problem = _("None came instead of {what}").format(what=of)
    elif of:
        problem = _("the type of {what} is wrong").format(what=of)
    else:
        problem = _("what it returns is of the wrong type")
    return Failure("type", problem, got=describe(value), promised=promised)


def _expect_shape(found: np.ndarray, shape: tuple[int, ...] | None, of: str) -> None:
    if shape is not None and found.shape != shape:
        problem = _("the shape is wrong")
        if of:
            problem = _("the shape of {what} is wrong").format(what=of)
        raise Failure(
            "shape",
            problem,
            got=str(found.shape),
            promised=str(shape),
            evidence=("shape", of, found.shape, found),
        )


def _expect_dtype(found: np.ndarray, dtype: str | None, of: str) -> None:
    kinds = {"number": "iuf", "integer": "iu"}
    fits = dtype is None or (
        found.dtype.kind in kinds[dtype] if dtype in kinds else found.dtype.name == dtype
    )
    if not fits:
        words = {"number": _("floating or integer"), "integer": _("integers")}
        problem = _("the dtype is wrong")
        if of:
            problem = _("the dtype of {what} is wrong").format(what=of)
        raise Failure(
            "dtype",
            problem,
            got=found.dtype.name if found.dtype.kind != "U" else "text",
            promised=words.get(dtype or "", dtype or ""),
            evidence=("dtype", of, found.dtype.str, found),
        )


def _differing(found: np.ndarray, promised: np.ndarray, tolerance: float) -> np.ndarray:
    with np.errstate(all="ignore"):
        return ~np.isclose(
            np.asarray(found, dtype=np.float64),
            np.asarray(promised, dtype=np.float64),
            rtol=tolerance,
            atol=tolerance,
        )


def _wrong_values(
    found: np.ndarray, promised: np.ndarray, wrong: np.ndarray, of: str, drawn: bool
) -> Failure:
    place = tuple(int(index) for index in np.argwhere(wrong)[0])
    share = _("{wrong} of {all}").format(wrong=int(wrong.sum()), all=wrong.size)
    where = f"[{', '.join(map(str, place))}]"
    what = of or _("the values")
    problem = _("{what} differ in {share} places, first at {where}").format(
        what=what, share=share, where=where
    )
    comparison = None
    if drawn and found.ndim >= 3:
        index = place[0]
        comparison = (_image(found[index]), _image(promised[index]))
    got, due = told_apart(found[place], promised[place])
    return Failure(
        "values",
        problem,
        got=got,
        promised=due,
        evidence=("values", of, found),
        comparison=comparison,
    )


def _image(pixels: np.ndarray) -> np.ndarray:
    return pixels[..., 0] if pixels.ndim == 3 else pixels


def same_evidence(one: Any, other: Any) -> bool:
    """Whether two failures' evidence is the same: arrays by value, floats to rounding."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and _same_values(one, other)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same_evidence, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_evidence(one[k], other[k]) for k in one)
    if isinstance(one, numbers.Real) and isinstance(other, numbers.Real):
        return math.isclose(float(one), float(other), rel_tol=1e-5, abs_tol=1e-6) or one == other
    return type(one) is type(other) and one == other


def _same_values(one: np.ndarray, other: np.ndarray) -> bool:
    if one.dtype.kind == "U" or other.dtype.kind == "U":
        return np.array_equal(one, other)
    return bool(np.allclose(one, other, rtol=1e-5, atol=1e-6, equal_nan=True))
