"""The types of what arithmetic gives."""

from __future__ import annotations

import ast

from .types import BYTE, Many, One, Type


def operated(op: ast.operator, left: Type | None, right: Type | None) -> Type | None:
    """The type of what an arithmetic operator gives."""
    if isinstance(op, ast.MatMult):
        return _product(left, right)
    arithmetic = ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod
    if left is None or right is None or not isinstance(op, arithmetic):
        return None
    if {"bool", BYTE} & {left.kind, right.kind} or "list" in (
        getattr(left, "form", ""),
        getattr(right, "form", ""),
    ):
        return None
    floats = "float" in (left.kind, right.kind) or isinstance(op, ast.Div)
    kind = "float" if floats else "int"
    many = [side for side in (left, right) if isinstance(side, Many)]
    if any(side.form == "series" for side in many):
        return None
    if many:
        return Many("array", kind, max(side.depth for side in many))
    numpy = left.numpy or right.numpy
    either = getattr(left, "either", False) or getattr(right, "either", False)
    return One(kind, numpy, kind == "float" and either and not numpy)


def _product(left: Type | None, right: Type | None) -> Type | None:
    """The type of `left @ right`, of arrays of one or two dimensions."""
    if not (isinstance(left, Many) and isinstance(right, Many)):
        return None
    numbers = {left.kind, right.kind} <= {"float", "int"}
    if not numbers or (left.form, right.form) != ("array", "array"):
        return None
    if max(left.depth, right.depth) > 2:
        return None
    kind = "float" if "float" in (left.kind, right.kind) else "int"
    depth = left.depth + right.depth - 2
    return Many("array", kind, depth) if depth else One(kind, True)


def of_power(left: Type, right: ast.expr) -> Type | None:
    """The type of a power with a written exponent."""
    exponent = right.value if isinstance(right, ast.Constant) else None
    if left.kind not in ("float", "int") or type(exponent) not in (int, float):
        return None
    assert isinstance(exponent, int | float)
    whole = left.kind == "int" and type(exponent) is int
    if whole and exponent < 0:
        return None
    kind = "int" if whole else "float"
    if isinstance(left, Many):
        return Many("array", kind, left.depth) if left.form == "array" else None
    return One(kind, left.numpy, kind == "float" and left.either)
