"""Restoring what visible preconditions ask for, in values that were generated without them."""

from __future__ import annotations

from typing import Any

from ...core.kinds import is_array
from .base import Values
from .columns import readings, replace
from .preconditions import Facts
from .rows import size
from .similar import arranged


def repaired(values: Values, needed: Facts) -> Values:
    """Return `values` with order, positions and counts as `needed` says, where that is possible."""
    changed = dict(values)
    relations = sorted(fact for fact in needed if len(fact) == 3)
    for name, other, text in relations:
        if text == "holds positions in":
            changed[name] = _within(changed[name], _length(changed[other]))
    for name, value in changed.items():
        changed[name] = _in_order(name, value, needed)
    for name, other, text in relations:
        changed[name] = _scalar(changed[name], text, changed.get(other))
    return changed


def _in_order(name: str, value: Any, needed: Facts) -> Any:
    if (name, "shape", "is symmetric") in needed and is_array(value):
        import numpy as np

        return np.maximum(value, value.T)
    for column, scalars in readings(name, value):
        if column.container != "scalar":
            new = arranged(scalars, column, needed)
            if new is not scalars:
                value = replace(value, column, new)
    return value


def _within(value: Any, length: int) -> Any:
    if type(value) is list and length and all(type(x) is int for x in value):
        return [x % length for x in value]
    return value


def _scalar(value: Any, text: str, other: Any) -> Any:
    if type(value) is not int or other is None:
        return value
    length = _length(other)
    if text == "is its length":
        return length
    if text == "is a position in" and length:
        return value % length
    if text == "is at most its length":
        return min(value, length)
    return value


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else size(value) or 0
