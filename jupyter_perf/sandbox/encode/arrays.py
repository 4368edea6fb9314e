"""numpy arrays and scalars, and scipy's sparse matrices."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .containers import fields
from .form import ARRAY, RECORD, Node, node

Handler = Callable[[Any, Any], Node]

_RAW_KINDS = "biufcmMSU"


def scalar_types() -> frozenset[type]:
    """numpy's scalar types, all of which are written as atoms."""
    numpy = sys.modules["numpy"]
    pending, found = [numpy.generic], []
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__ == "numpy" and kind is not numpy.void:
            found.append(kind)
    return frozenset(found)


def table() -> dict[Any, Handler]:
    """How to write arrays; subclasses are written as arrays with a state of their own."""
    numpy = sys.modules["numpy"]
    return {
        numpy.ndarray: array,
        numpy.ma.MaskedArray: _masked,
        numpy.void: lambda encoder, x: _named(array(encoder, numpy.asarray(x)), "numpy.void"),
        numpy.dtype: _dtype,
        numpy.ufunc: lambda encoder, x: node("leaf", "numpy.ufunc", False, x.__name__),
        # A memory map is told from an array by its file, which no rewrite changes.
        numpy.memmap: lambda encoder, x: _named(array(encoder, x), "numpy.memmap"),
        **{type(numpy.dtype(kind)): _dtype for kind in ("f8", "i8", "?", "U", "O", "M8[ns]")},
    }


def _named(written: Node, name: str) -> Node:
    written[1] = name
    return written


def _dtype(encoder: Any, x: Any) -> Node:
    return node("leaf", "numpy.dtype", False, repr(x))


def array(encoder: Any, x: Any) -> Node:
    """Any array, by its dtype, shape and elements in C order; how they lie in memory is left out.

    Elements that are not numbers, times or fixed-width text become children.
    """
    numpy = sys.modules["numpy"]
    plain = numpy.ndarray.view(x, numpy.ndarray)
    dtype = plain.dtype
    if dtype.names is not None:
        return _structured(encoder, plain)
    wire, column = _elements(encoder, numpy, plain)
    writeable = bool(plain.flags.writeable)
    meta = [_words(dtype), wire, list(plain.shape), writeable]
    return node(ARRAY, "numpy.ndarray", True, meta, [column])


def _words(dtype: Any) -> str:
    simple = dtype.kind in "biufcmM" and dtype.isnative
    return str(dtype) if simple else repr(dtype).removeprefix("dtype(").removesuffix(")").strip("'")


def _elements(encoder: Any, numpy: Any, plain: Any) -> tuple[str, list[Any]]:
    dtype = plain.dtype
    if dtype.kind in _RAW_KINDS and dtype.itemsize and numpy.dtype(dtype.str) == dtype:
        flat = numpy.ascontiguousarray(plain).reshape(-1)
        return dtype.str, ["np", dtype.str, flat.size, encoder.buffer(flat.view("u1"))]
    if dtype.kind == "V" or dtype.kind in _RAW_KINDS:
        # Types of other packages (bfloat16 and the like) and bytes without meaning.
        raw = numpy.ascontiguousarray(plain).tobytes()
        return "raw", ["raw", encoder.buffer(raw)]
    return "", encoder.column(plain.astype(object).reshape(-1).tolist())


def _structured(encoder: Any, plain: Any) -> Node:
    """One array per field, for the padding between them is arbitrary."""
    parts = {str(name): plain[name] for name in plain.dtype.names}
    values = [encoder.part(part) for part in parts.values()]
    names = [encoder.name(name) for name in parts]
    meta = f"{plain.dtype!r} shape {plain.shape}"
    return node(RECORD, "numpy.ndarray", True, meta, [["*", names], ["*", values]])


def _masked(encoder: Any, x: Any) -> Node:
    numpy = sys.modules["numpy"]
    mask = numpy.ma.getmaskarray(x)
    data = numpy.array(numpy.ndarray.view(x, numpy.ndarray))
    if data.dtype.names is None:
        # What lies under the mask isn't part of the value.
        data[mask] = numpy.zeros((), data.dtype)[()]
    values = [encoder.part(mask), encoder.part(data), encoder.child(x.fill_value)]
    names = [encoder.name(name) for name in ("mask", "", "fill_value")]
    return node(RECORD, "numpy.ma.MaskedArray", True, None, [["*", names], ["*", values]])


def sparse_table() -> dict[Any, Handler]:
    """All of scipy's formats, written as sorted coordinates and values."""
    sparse = sys.modules["scipy.sparse"]
    formats = ("bsr", "coo", "csc", "csr", "dia", "dok", "lil")
    kinds = [getattr(sparse, f"{f}_{suffix}") for f in formats for suffix in ("array", "matrix")]
    return dict.fromkeys(kinds, _sparse)


def _sparse(encoder: Any, x: Any) -> Node:
    numpy = sys.modules["numpy"]
    entries = x.tocoo()
    order = numpy.lexsort(entries.coords[::-1])
    parts: dict[str, Any] = {"shape": tuple(int(side) for side in x.shape)}
    for axis, places in enumerate(entries.coords):
        # The width of the index is the library's business, the values are the user's.
        parts[f"axis {axis}"] = places[order].astype("i8")
    parts[""] = entries.data[order]
    return node(RECORD, encoder.type_name(type(x)), True, x.format, fields(encoder, parts))
