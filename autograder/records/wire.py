"""Values to bytes and back (MessagePack), by an allow-list of types; nothing is ever unpickled.

Arrays keep dtype and shape; tuples stay tuples; records are sent as their fields and are built
again only if every field has the declared type. Whatever else arrives raises `WireError`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import sys
import types
import typing
from collections.abc import Collection
from typing import Any

import msgpack
import numpy as np

from autograder.records.kinds import RECORDS

MAX_BYTES = 256 * 2**20
MAX_COPIED = 4 * MAX_BYTES  # a record in a record is copied once for each
MAX_ITEMS = 2_000_000  # in all lists and dicts together: an empty one takes more memory than bytes
MAX_DEPTH = 32
_ARRAY, _TUPLE, _RECORD, _SCALAR, _BIG = 1, 2, 3, 4, 5
_DTYPES = "biufc"
_DTYPE_CODE = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f(?:2|4|8|16)|c(?:8|16|32)|U[1-9]\d{0,8})")
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
    return _Reading().content(data)


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


class _Reading:
    """One message being read: how much of it there is already, and how deep each part is."""

    def __init__(self) -> None:
        self._copied = 0
        self._items = 0
        self._inside = 0
        self._depths: dict[int, int] = {}

    def content(self, data: bytes) -> Any:
        """Return what `data` holds."""
        self._copied += len(data)
        self._inside += 1
        if self._inside > MAX_DEPTH:
            raise WireError("nested too deeply")
        if len(data) > MAX_BYTES or self._copied > MAX_COPIED:
            raise WireError("too large")
        try:
            return msgpack.unpackb(
                data,
                raw=False,
                strict_map_key=True,
                max_array_len=MAX_ITEMS,
                max_map_len=MAX_ITEMS,
                list_hook=self._list,
                object_hook=self._dict,
                ext_hook=self._restore,
            )
        except WireError:
            raise
        except (
            *(ValueError, TypeError, RecursionError, OverflowError, MemoryError),
            msgpack.UnpackException,
        ) as error:
            raise WireError(f"not a message: {error}") from None
        finally:
            self._inside -= 1

    def _list(self, items: list[Any]) -> list[Any]:
        self._note(items, items)
        return items

    def _dict(self, items: dict[str, Any]) -> dict[str, Any]:
        self._note(items, items.values())
        return items

    def _note(self, container: Any, items: Collection[Any]) -> None:
        """Count a container whose items are complete, and how deep it goes."""
        self._items += len(items) + 1
        if self._items > MAX_ITEMS:
            raise WireError("too many values")
        depth = 1
        for item in items:
            depth = max(depth, 1 + self._depths.pop(id(item), 0))
            if type(item) is msgpack.Timestamp:
                raise WireError("a point in time does not cross")
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        self._depths[id(container)] = depth

    def _restore(self, code: int, data: bytes) -> Any:
        if code == _ARRAY:
            return _restore_array(data)
        if code == _SCALAR:
            return _restore_array(data)[()]
        if code == _BIG:
            return int(data or b"0") if len(data) <= 301 else 0
        content = self.content(data)
        depth = self._depths.pop(id(content), 0)
        value: Any
        if code == _TUPLE and isinstance(content, list):
            value = tuple(content)
        elif code == _RECORD and isinstance(content, list) and len(content) == 2:
            value = _restore_record(*content)
        else:
            raise WireError("an unknown kind of value")
        self._depths[id(value)] = depth
        return value


def _restore_array(data: bytes) -> np.ndarray:
    content = msgpack.unpackb(data, raw=False, strict_map_key=True, max_array_len=64)
    if not isinstance(content, list) or len(content) != 3:
        raise WireError("not an array")
    code, shape, raw = content
    if not isinstance(code, str) or not isinstance(raw, bytes) or not isinstance(shape, list):
        raise WireError("not an array")
    if not all(type(n) is int and 0 <= n <= 2**40 for n in shape) or len(shape) > 32:
        raise WireError("an array of impossible shape")
    if not _DTYPE_CODE.fullmatch(code):
        raise WireError("an array of a dtype that does not cross")
    dtype = np.dtype(code)
    if math.prod(shape) * dtype.itemsize != len(raw):
        raise WireError("an array whose size is not what its shape says")
    if dtype.kind == "U" and (np.frombuffer(raw, f"{dtype.byteorder}u4") > sys.maxunicode).any():
        raise WireError("an array of text that is none")
    array = np.frombuffer(raw, dtype).reshape(shape) if raw else np.zeros(shape, dtype)
    return array.copy()


def _restore_record(name: Any, fields: Any) -> Any:
    record = _BY_NAME.get(name) if isinstance(name, str) else None
    if record is None or not isinstance(fields, list):
        raise WireError("an unknown record")
    expected = _field_types(record)
    if len(fields) != len(expected) or not all(map(fits, fields, expected)):
        raise WireError(f"a {name} with fields of the wrong type")
    return record(*fields)


@functools.cache
def _field_types(record: type) -> list[Any]:
    hints = typing.get_type_hints(record)
    return [hints[field.name] for field in dataclasses.fields(record)]


def fits(value: Any, hint: Any) -> bool:
    """Whether `value` is of the type that `hint` declares, exactly and all the way down.

    Args:
        value: anything.
        hint: a type, ``Any``, a union, ``list[…]`` or ``dict[…, …]``; a float may be an int too.
    """
    if hint is Any:
        return True
    if hint is None or hint is type(None):
        return value is None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return any(fits(value, choice) for choice in arguments)
    if origin is list:
        return type(value) is list and all(fits(item, arguments[0]) for item in value)
    if origin is dict:
        return type(value) is dict and all(
            fits(key, arguments[0]) and fits(item, arguments[1]) for key, item in value.items()
        )
    if hint is float:
        return type(value) is float or type(value) is int
    return type(value) is hint
