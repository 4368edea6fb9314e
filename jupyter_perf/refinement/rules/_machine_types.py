"""Types of numbers and arrays in machine code, and of what arithmetic makes of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from .. import values
from ..source import Decline

BOUND = 2**31
"""Python integers below this may be added and multiplied once in 64 bits."""


@dataclass(frozen=True)
class Array:
    """An array: `item` is `float` or `int` (64 bits), `ndim` 1 or 2."""

    item: str
    ndim: int
    given: bool = False


Type = str | Array
"""`int` and `float` are Python's own; `npint` and `npfloat` numpy's 64-bit scalars; `bool`."""


def type_of(value: Any) -> Type | None:
    """The type of an input; None where machine types could behave otherwise."""
    if values.kind_of(value) == "ndarray":
        item = {"float64": "float", "int64": "int"}.get(str(value.dtype))
        plain = value.flags.c_contiguous and value.dtype.isnative
        return Array(item, value.ndim, True) if item and plain and value.ndim in (1, 2) else None
    if type(value) is int:
        return "int" if abs(value) < BOUND else None
    return "float" if type(value) is float else None


def arithmetic(op: ast.operator, left: Type, right: Type, node: ast.expr) -> Type:
    """The type of an operator's value; `node` is its right side. Declines where machines differ."""
    if isinstance(left, Array) or isinstance(right, Array) or "bool" in (left, right):
        raise Decline("arithmetic on whole arrays or truth values")
    numpy = left.startswith("np") or right.startswith("np")
    constant = node.value if isinstance(node, ast.Constant) else None
    floats = "float" in left or "float" in right
    if isinstance(op, ast.Div):
        # Python's own numbers raise on a zero, numpy's don't.
        if not numpy and not constant:
            raise Decline("a divisor that may be zero")
        floats = True
    elif isinstance(op, ast.FloorDiv | ast.Mod):
        if floats or not (isinstance(constant, int) and constant > 0):
            raise Decline("a remainder that machines work out otherwise")
    elif isinstance(op, ast.Pow):
        if left != "npfloat" or constant not in (2, 3, 0.5):
            raise Decline("a power that may overflow")
    elif not isinstance(op, ast.Add | ast.Sub | ast.Mult):
        raise Decline("an operator on bits")
    return ("np" if numpy else "") + ("float" if floats else "int")
