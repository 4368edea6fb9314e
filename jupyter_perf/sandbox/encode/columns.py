"""Many items of one parent, packed into buffers where they are all of one type."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from typing import Any

from .form import PACK_FROM, Column

_MOST_WIDTH = 32
_PACKED_NUMPY = "biufcmM"
_TEXTS = {id(str)}
_TEXTS_AND_NONE = {id(str), id(type(None))}


def column(encoder: Any, items: list[Any]) -> Column:
    """The column of `items` (exactly a list: nobody else's iteration runs)."""
    if len(items) >= PACK_FROM:
        packed = _packed(encoder, items, depth=0)
        if packed is not None:
            return packed
    child = encoder.child
    return ["*", [child(item) for item in items]]


def _packed(encoder: Any, items: Any, depth: int) -> Column | None:
    kinds = type_numbers(items)
    if kinds in (_TEXTS, _TEXTS_AND_NONE):
        return strings(encoder, items)
    if len(kinds) != 1:
        return None
    kind = type(items[0])
    if kind is float:
        return ["f8", len(items), encoder.buffer(array("d", items))]
    if kind is int:
        return _integers(encoder, items)
    if kind is bool:
        return ["b1", len(items), encoder.buffer(bytes(items))]
    if kind is tuple and depth < 2:
        return _rows(encoder, items, depth)
    return _numpy(encoder, items, kind)


def type_numbers(items: Any) -> set[int]:
    """The identities of the types of `items`; types themselves may claim to be equal."""
    return set(map(id, map(type, items)))


def _integers(encoder: Any, items: Any) -> Column | None:
    try:
        return ["i8", len(items), encoder.buffer(array("q", items))]
    except OverflowError:
        return None


def strings(encoder: Any, items: Any) -> Column:
    """Texts (and None) as UTF-8 and the length of each in bytes, -1 for None."""
    present = items if None not in items else [x for x in items if x is not None]
    joined = "".join(present)
    size: Callable[[str], int] = len if joined.isascii() else _utf8_bytes
    if present is items:
        lengths = array("q", map(size, items))
    else:
        lengths = array("q", [-1 if x is None else size(x) for x in items])
    text = joined.encode("utf-8", "surrogatepass")
    return ["str", len(items), encoder.buffer(lengths), encoder.buffer(text)]


def _utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _rows(encoder: Any, items: Any, depth: int) -> Column | None:
    widths = set(map(len, items))
    if len(widths) != 1 or not 0 < min(widths) <= _MOST_WIDTH:
        return None
    mark = len(encoder.buffers)
    columns = []
    for values in zip(*items, strict=True):
        packed = _packed(encoder, values, depth + 1)
        if packed is None:
            del encoder.buffers[mark:]
            return None
        columns.append(packed)
    return ["rows", len(items), columns]


def _numpy(encoder: Any, items: Any, kind: type) -> Column | None:
    numpy = sys.modules.get("numpy")
    if numpy is None or kind not in encoder.numpy_scalars:
        return None
    dtypes = {item.dtype.str for item in items}
    if len(dtypes) != 1 or items[0].dtype.kind not in _PACKED_NUMPY:
        return None
    packed = numpy.array(items, dtype=items[0].dtype)
    return ["np", packed.dtype.str, len(items), encoder.buffer(packed.view("u1"))]
