"""Tables, arrays, tensors and matrices in words, without an element of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from ..core.kinds import is_frame, is_series
from ..sandbox.encode.naming import type_name
from .sharing import MOST_COLUMNS

_MOST_NAME_CHARACTERS = 60
_ROWS_LOOKED_AT = 5_000_000
"""Longer indexes aren't looked through for repeated labels."""


def by_library(value: Any) -> str | None:
    """A value of a library's own class; None where there is no more to say than its type."""
    if is_frame(value):
        return _frame(value)
    if is_series(value):
        return f"Series of {len(value):,}, {dtype_words(value.dtype)}, {_index(value.index)}"
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.Index):
        return f"{len(value):,} labels, {_index(value)}"
    shape = getattr(value, "shape", None)
    if not isinstance(shape, tuple) or not all(isinstance(side, int) for side in shape):
        return None
    if not shape and "generic" in {base.__name__ for base in type(value).__mro__}:
        return None  # a scalar of numpy's: its type says it all
    parts = [type_name(type(value)).rpartition(".")[2], *_dtype_of(value), f"shape {tuple(shape)}"]
    return ", ".join([*parts, *_layout(value)])


def dtype_words(dtype: Any) -> str:
    """A dtype's name, without the categories or the fill value that some hold."""
    name = type(dtype).__name__
    if name == "SparseDtype":
        return f"Sparse[{dtype.subtype}]"
    text = str(dtype)
    structured = getattr(dtype, "names", None)
    return name if len(text) > _MOST_NAME_CHARACTERS or ("(" in text and not structured) else text


def _frame(value: Any) -> str:
    size = f"DataFrame, {len(value):,} rows × {value.shape[1]:,} columns, {_index(value.index)}"
    dtypes = [dtype_words(dtype) for dtype in value.dtypes]
    labels = list(value.columns)
    if not labels:
        return size
    if not all(type(label) is str for label in labels):
        kinds = sorted({type(label).__name__ for label in labels})
        return f"{size}; columns labelled by {', '.join(kinds)}: {_counted(dtypes)}"
    told = [f"{_name(label)} {dtype}" for label, dtype in zip(labels, dtypes, strict=True)]
    if len(told) > MOST_COLUMNS:
        rest = dtypes[MOST_COLUMNS:]
        told = [*told[:MOST_COLUMNS], f"and {len(rest):,} more: {_counted(rest)}"]
    return f"{size}; columns: {', '.join(told)}"


def _name(label: str) -> str:
    """A column's name on one line; quoted where it isn't a plain word."""
    short = label[:_MOST_NAME_CHARACTERS]
    return short if short.isidentifier() else repr(short)


def _counted(dtypes: Sequence[str]) -> str:
    return ", ".join(f"{dtype} ×{count:,}" for dtype, count in islice(Counter(dtypes).items(), 6))


def _index(index: Any) -> str:
    """The kind of an index, and what holds for its labels."""
    pandas = sys.modules["pandas"]
    if isinstance(index, pandas.RangeIndex):
        default = index.start == 0 and index.step == 1
        return "default index" if default else "RangeIndex"
    order = "sorted" if index.is_monotonic_increasing else "not sorted"
    facts = [order]
    if len(index) <= _ROWS_LOOKED_AT:
        facts.append("unique" if index.is_unique else "with repeated labels")
    if isinstance(index, pandas.MultiIndex):
        levels = ", ".join(dtype_words(level.dtype) for level in index.levels)
        return f"MultiIndex of {index.nlevels} levels ({levels}), {', '.join(facts)}"
    return f"{type(index).__name__} of {dtype_words(index.dtype)}, {', '.join(facts)}"


def _dtype_of(value: Any) -> list[str]:
    dtype = getattr(value, "dtype", None)
    schema: Any = getattr(value, "schema", None)
    if dtype is None and hasattr(schema, "names"):
        names = list(schema.names() if callable(schema.names) else schema.names)
        told = ", ".join(_name(name) for name in names[:MOST_COLUMNS] if type(name) is str)
        return [f"columns {told}"]
    return [] if dtype is None else [dtype_words(dtype).removeprefix("torch.")]


def _layout(value: Any) -> list[str]:
    """How the elements lie, where that isn't as usual."""
    said = []
    flags: Any = getattr(value, "flags", None)
    if hasattr(flags, "c_contiguous") and len(value.shape) and not flags.c_contiguous:
        said.append("in Fortran's order" if flags.f_contiguous else "not contiguous")
    if hasattr(flags, "writeable") and not flags.writeable:
        said.append("read-only")
    if isinstance(stored := getattr(value, "nnz", None), int):
        said.append(f"{stored:,} stored")
    if getattr(value, "requires_grad", False) is True:
        said.append("requires grad")
    device = getattr(value, "device", None)
    if device is not None and type(device).__module__.startswith("torch"):
        said.append(f"on {device}")
    return said
