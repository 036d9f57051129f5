"""Values to bytes and back (MessagePack), by an allow-list of types; nothing is ever unpickled.

Arrays keep dtype and shape; tuples stay tuples; records are sent as their fields and are built
again only if every field has the declared type. Whatever else arrives raises `WireError`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from typing import Any

import msgpack
import numpy as np

from autograder.records.kinds import RECORDS

MAX_BYTES = 512 * 2**20
MAX_DEPTH = 32
_ARRAY, _TUPLE, _RECORD, _SCALAR, _BIG = 1, 2, 3, 4, 5
_DTYPES = "biufc"
_BY_NAME = {record.__name__: record for record in RECORDS}


class WireError(ValueError):
    """The bytes are not a value that may cross."""


def pack(value: Any) -> bytes:
    """Return `value` as bytes.

    Raises:
        WireError: a part of `value` is of a type that does not cross.
    """
    return msgpack.packb(value, default=_extend, strict_types=True, use_bin_type=True)


def unpack(data: bytes) -> Any:
    """Return the value that `pack` made `data` of.

    Raises:
        WireError: `data` is too large, malformed, or has a type, size or record that may not cross.
    """
    return _unpack(data, depth=0)


def _extend(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind in _DTYPES:
        return msgpack.ExtType(_ARRAY, _array_bytes(value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        return msgpack.ExtType(_ARRAY, _array_bytes(value))
    if isinstance(value, np.generic) and value.dtype.kind in _DTYPES:
        return msgpack.ExtType(_SCALAR, _array_bytes(np.asarray(value)))
    if type(value) is tuple:
        return msgpack.ExtType(_TUPLE, pack(list(value)))
    if type(value) is int:  # beyond 64 bits
        return msgpack.ExtType(_BIG, str(value).encode() if abs(value) < 10**300 else b"")
    if type(value) in _BY_NAME.values():
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return msgpack.ExtType(_RECORD, pack([type(value).__name__, fields]))
    raise WireError(f"a {type(value).__name__} does not cross")


def _array_bytes(array: np.ndarray) -> bytes:
    data = np.ascontiguousarray(array)
    return msgpack.packb([array.dtype.str, list(array.shape), data.tobytes()], use_bin_type=True)


def _unpack(data: bytes, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("nested too deeply")
    if len(data) > MAX_BYTES:
        raise WireError("too large")
    try:
        return msgpack.unpackb(
            data,
            raw=False,
            strict_map_key=True,
            ext_hook=functools.partial(_restore, depth=depth + 1),
        )
    except WireError:
        raise
    except (ValueError, TypeError, RecursionError, OverflowError, msgpack.UnpackException) as error:
        raise WireError(f"not a message: {error}") from None


def _restore(code: int, data: bytes, depth: int) -> Any:
    if code == _ARRAY:
        return _restore_array(data)
    if code == _SCALAR:
        return _restore_array(data)[()]
    if code == _BIG:
        return int(data or b"0") if len(data) <= 301 else 0
    content = _unpack(data, depth)
    if code == _TUPLE and isinstance(content, list):
        return tuple(content)
    if code == _RECORD and isinstance(content, list) and len(content) == 2:
        return _restore_record(*content)
    raise WireError("an unknown kind of value")


def _restore_array(data: bytes) -> np.ndarray:
    content = msgpack.unpackb(data, raw=False, strict_map_key=True)
    if not isinstance(content, list) or len(content) != 3:
        raise WireError("not an array")
    code, shape, raw = content
    if not isinstance(code, str) or not isinstance(raw, bytes) or not isinstance(shape, list):
        raise WireError("not an array")
    if not all(type(n) is int and 0 <= n <= 2**40 for n in shape) or len(shape) > 32:
        raise WireError("an array of impossible shape")
    if len(code) > 16 or code.startswith(("O", "|O", "V", "|V")):
        raise WireError("an array of a dtype that does not cross")
    dtype = np.dtype(code)
    if dtype.kind not in _DTYPES + "U" or dtype.hasobject:
        raise WireError("an array of a dtype that does not cross")
    if math.prod(shape) * dtype.itemsize != len(raw):
        raise WireError("an array whose size is not what its shape says")
    array = np.frombuffer(raw, dtype).reshape(shape) if raw else np.zeros(shape, dtype)
    return array.copy()


def _restore_record(name: Any, fields: Any) -> Any:
    record = _BY_NAME.get(name) if isinstance(name, str) else None
    if record is None or not isinstance(fields, list):
        raise WireError("an unknown record")
    expected = _field_types(record)
    if len(fields) != len(expected) or not all(map(_fits, fields, expected)):
        raise WireError(f"a {name} with fields of the wrong type")
    return record(*fields)


@functools.cache
def _field_types(record: type) -> list[Any]:
    hints = typing.get_type_hints(record)
    return [hints[field.name] for field in dataclasses.fields(record)]


def _fits(value: Any, hint: Any) -> bool:
    """Whether `value` is of the type that `hint` declares, exactly and all the way down."""
    if hint is Any:
        return True
    if hint is None or hint is type(None):
        return value is None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return any(_fits(value, choice) for choice in arguments)
    if origin is list:
        return type(value) is list and all(_fits(item, arguments[0]) for item in value)
    if origin is dict:
        return type(value) is dict and all(
            _fits(key, arguments[0]) and _fits(item, arguments[1]) for key, item in value.items()
        )
    if hint is float:
        return type(value) is float or type(value) is int
    return type(value) is hint
