"""The wire protects the judge: what crosses is the same on both sides, and nothing else crosses."""

from __future__ import annotations

import math
import pickle
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.records import wire
from autograder.records.kinds import Curve, History, Lent, Raised, Tensor

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(), inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


@given(plain)
def test_plain_values_come_back_with_value_and_type(value: Any) -> None:
    back = wire.unpack(wire.pack(value))
    assert back == value
    assert type(back) is type(value)


@given(
    arrays.arrays(
        dtype=arrays.boolean_dtypes()
        | arrays.integer_dtypes()
        | arrays.unsigned_integer_dtypes()
        | arrays.floating_dtypes(sizes=(16, 32, 64))
        | arrays.unicode_string_dtypes(max_len=4),
        shape=arrays.array_shapes(min_dims=0, max_dims=4, min_side=0),
    )
)
def test_arrays_come_back_with_dtype_shape_and_values(value: np.ndarray) -> None:
    back = wire.unpack(wire.pack(value))
    assert back.dtype == value.dtype
    assert back.shape == value.shape
    np.testing.assert_array_equal(back, value)
    assert back.flags.writeable


@pytest.mark.parametrize("scalar", [np.float32(0.5), np.int64(-3), np.bool_(True), np.uint8(255)])
def test_numpy_scalars_stay_numpy_scalars(scalar: np.generic) -> None:
    back = wire.unpack(wire.pack(scalar))
    assert type(back) is type(scalar)
    assert back == scalar


def test_records_come_back_as_themselves() -> None:
    curve = Curve("loss", [0.0, 1.0], [math.inf, 0.5], "train")
    assert wire.unpack(wire.pack([curve, Lent(3, "model")])) == [curve, Lent(3, "model")]
    assert wire.unpack(wire.pack(Tensor(np.arange(3)))).value.tolist() == [0, 1, 2]


class Sly(dict):  # type: ignore[type-arg]
    """A subclass may carry behaviour, so it does not cross."""


@pytest.mark.parametrize("value", [object(), {1, 2}, Sly(a=1), np.array([object()]), len])
def test_what_has_behaviour_does_not_cross(value: object) -> None:
    with pytest.raises(wire.WireError):
        wire.pack(value)


def _array(code: str, shape: list[int], raw: bytes) -> bytes:
    return msgpack.packb(msgpack.ExtType(1, msgpack.packb([code, shape, raw])))


def _record(name: str, fields: list[Any]) -> bytes:
    return msgpack.packb(msgpack.ExtType(3, msgpack.packb([name, fields])))


def _nested(depth: int) -> bytes:
    data = msgpack.packb([])
    for _turn in range(depth):
        data = msgpack.packb(msgpack.ExtType(2, b"\x91" + data))
    return data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        pickle.dumps({"a": 1}),
        _array("<f4", [2, 2], b"\0" * 12),
        _array("<f4", [-1, -4], b"\0" * 16),
        _array("<f4", [2**40, 2**40], b""),
        _array("|O", [1], b"\0" * 8),
        _array("|V8", [1], b"\0" * 8),
        _array("f4,i4", [1], b"\0" * 8),
        _record("os", ["system"]),
        _record("History", ["not a dict", 1]),
        _record("History", [{"loss": ["high"]}, 1]),
        _record("Lent", [True, "label"]),
        _record("Raised", [[], "text"]),
        msgpack.packb(msgpack.ExtType(77, b"?")),
        _array("<U0", [2**40], b""),
        _array("<U1", [1], b"\xff" * 4),
        _array("i4,(", [0], b""),
        msgpack.packb([msgpack.Timestamp(1)]),
        _nested(200),
        b"\x91" * 100 + b"\x90",
        b"\x91" * 5000 + b"\x90",
    ],
    ids=lambda data: repr(bytes(data[:12])),
)
def test_forged_bytes_are_refused_with_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.unpack(data)


@pytest.mark.parametrize("what", ["empty dicts in lists", "one list that is too long", "copies"])
def test_messages_that_grow_when_they_are_read_are_refused(what: str) -> None:
    """An empty dict takes 64 times its byte; a tuple in a tuple is copied for each."""
    n = 2**17
    many = b"\xdd" + n.to_bytes(4, "big") + b"\x80" * n
    data = {"empty dicts in lists": b"\xdc\x00\x20" + many * 32}.get(what, b"\xdd" + b"\xff" * 4)
    if what == "copies":
        data = msgpack.packb(bytes(2**26))
        for _ in range(20):
            data = msgpack.packb([msgpack.ExtType(2, data)])
    with pytest.raises(wire.WireError):
        wire.unpack(data)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_wire_error(data: bytes) -> None:
    try:
        wire.unpack(data)
    except wire.WireError:
        return


def test_a_history_may_hold_whole_numbers_and_an_exception_no_class() -> None:
    history = History({"loss": [1.0, 2.0]})
    assert wire.unpack(wire.pack(history)) == history
    assert Raised([], "", []).type_name == "Exception"
