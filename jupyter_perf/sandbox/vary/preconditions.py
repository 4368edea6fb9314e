"""What holds in every observed call, and so may be what a function relies on.

A precondition is a short text ("`xs` is sorted"). Those of several calls intersect; a generated
call keeps them if they hold for it too. An empty value satisfies all but "isn't empty".
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from ...core.kinds import is_array, is_frame
from .base import Call, Values
from .columns import Column, readings
from .rows import size

READ = 5000
"""Elements that are looked at; properties of longer values are judged by their first ones."""
LEAST_ORDERED = 4
LEAST_DISTINCT = 6
"""Fewer elements are in order, or distinct, by accident."""
Facts = frozenset[tuple[str, ...]]


def as_values(call: Call) -> Values:
    """Name the arguments of a call: `0`, `1`, … for positional ones."""
    args, kwargs = call
    return {**{str(at): value for at, value in enumerate(args)}, **kwargs}


def as_call(values: Mapping[str, object], like: Call) -> Call:
    """Undo `as_values`, with the positional and keyword arguments of `like`."""
    args, kwargs = like
    return tuple(values[str(at)] for at in range(len(args))), {k: values[k] for k in kwargs}


def common(observed: Iterable[Call]) -> Facts:
    """Return what holds in all observed calls."""
    return frozenset.intersection(*[facts(as_values(call)) for call in observed])


def facts(values: Mapping[str, object], *, short: bool = False) -> Facts:
    """Return what holds for one call's arguments; where `short`, order in short values too."""
    found: set[tuple[str, ...]] = set()
    for name, value in values.items():
        found |= {(name, "type", text) for text in _type(value)}
        found |= {(name, "shape", text) for text in _shape(value)}
        for column, every in readings(name, value):
            scalars = every[:READ]
            part = "/".join(map(str, column.part))
            flat = _flat(value, column)
            texts = _elements(column, scalars, flat, short)
            found |= {(name, part, column.kind, text) for text in texts}
    return frozenset(found | set(_relations(values)))


def missing(needed: Facts, values: Mapping[str, object]) -> Facts:
    """Return which of the `needed` facts don't hold; vacuous ones hold."""
    lacking = needed - facts(values, short=True)
    empty = {
        name
        for name, value in values.items()
        if size(value) == 0 or (type(value) is str and not value)
    }
    return frozenset(
        fact for fact in lacking if "isn't empty" in fact or not empty.intersection(fact)
    )


def _type(value: object) -> list[str]:
    return [type(value).__name__]


def _shape(value: Any) -> list[str]:
    found = []
    rows = size(value)
    if rows or (type(value) is str and value):
        found.append("isn't empty")
    if is_array(value) and value.ndim == 2:
        found += _square(*value.shape)
        if value.shape[0] == value.shape[1] and bool((value == value.T).all()):
            found.append("is symmetric")
    if type(value) is list and value and all(type(row) is list for row in value):
        lengths = {len(row) for row in value}
        if len(lengths) == 1:
            found += ["is rectangular", *_square(len(value), *lengths)]
    return found


def _square(rows: int, columns: int) -> list[str]:
    return ["is square"] if rows == columns else []


def _flat(value: Any, column: Column) -> bool:
    if column.container == "list":
        return column.part.count("*") == 1
    return column.container != "scalar" and (is_frame(value) or getattr(value, "ndim", 1) == 1)


def _elements(column: Column, scalars: list[Any], flat: bool, short: bool) -> list[str]:
    """What holds of a column's scalars; order only where they lie in one row (`flat`)."""
    if not scalars or column.kind not in {"int", "float", "str", "time"}:
        return []
    found = []
    if flat and (short or len(scalars) >= LEAST_ORDERED):
        found += _order(scalars, short)
    if column.kind in {"int", "float"} and not any(x is None for x in scalars):
        found += _signs(scalars)
    return found


def _order(scalars: list[Any], short: bool) -> list[str]:
    found = []
    try:
        if all(a <= b for a, b in pairwise(scalars)):
            found.append("sorted")
        if (short or not found) and all(a >= b for a, b in pairwise(scalars)):
            found.append("sorted backwards")
        if len(set(scalars)) == len(scalars) and (short or len(scalars) >= LEAST_DISTINCT):
            found.append("distinct")
    except TypeError:  # None among them: no order
        return []
    return found


def _signs(scalars: list[Any]) -> list[str]:
    found = []
    if all(math.isfinite(x) for x in scalars if type(x) is float):
        found.append("finite")
    if all(x >= 0 for x in scalars):
        found.append("non-negative")
    if all(x != 0 for x in scalars):
        found.append("not zero")
    if type(scalars[0]) is float and all(0 <= x <= 1 for x in scalars):
        found.append("in 0..1")
    if all(abs(x) < 2**53 for x in scalars):
        found.append("of moderate size")
    return found


def _relations(values: Mapping[str, object]) -> Iterable[tuple[str, ...]]:
    lengths = {n: rows for n, v in values.items() if (rows := _length(v)) is not None}
    for a, b in itertools.combinations(lengths, 2):
        if lengths[a] == lengths[b]:
            yield a, b, "are equally long"
    for name, value in values.items():
        if type(value) is int:
            for other, length in lengths.items():
                if value == length:
                    yield name, other, "is its length"
                if 0 <= value < length:
                    yield name, other, "is a position in"
                if value <= length:
                    yield name, other, "is at most its length"
        elif type(value) is list and value and all(type(x) is int for x in value):
            for other, length in lengths.items():
                if other != name and min(value) >= 0 and max(value) < length:
                    yield name, other, "holds positions in"


def _length(value: Any) -> int | None:
    return len(value) if type(value) is str else size(value)
