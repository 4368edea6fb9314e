"""The types of parts: elements, rows, windows, sizes, `column.values`."""

from __future__ import annotations

import ast
from dataclasses import replace

from ..facts import Facts
from .inferred import type_of
from .singles import of_item
from .types import Many, One, Type

_CONSTANTS = frozenset({"numpy.inf", "numpy.nan", "numpy.pi", "numpy.e", "math.inf", "math.nan",
                        "math.pi", "math.e", "math.tau"})  # fmt: skip


def of_attribute(node: ast.Attribute, facts: Facts, depth: int) -> Type | None:
    """The type of an attribute of an array or a column, or of a constant of a library."""
    if facts.full_name(node) in _CONSTANTS:
        return One("float")
    base = type_of(node.value, facts, depth)
    if node.attr == "values" and isinstance(base, Many) and base.form == "series":
        return Many("array", base.kind)
    if node.attr == "T" and isinstance(base, Many) and base.form == "array":
        return base
    return One("int") if node.attr == "size" and isinstance(base, Many) else None


def of_subscript(node: ast.Subscript, facts: Facts, depth: int) -> Type | None:
    """The type of `a[i]`, `a[i:j]`, `a[mask]`, `a.shape[0]`; None for those of columns."""
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        return None if isinstance(node.slice, ast.Slice) else One("int")
    base = type_of(node.value, facts, depth)
    if base is None:
        return of_item(node, facts, depth)
    if not isinstance(base, Many) or base.form == "series":
        return None
    every = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    keys = [key for key in every if not (isinstance(key, ast.Constant) and key.value is None)]
    if len(keys) < len(every):
        return _with_new_axes(base, keys, len(every) - len(keys))
    if len(keys) == 1 and base.form == "array" and _picks(keys[0], facts, depth):
        return base
    if any(not isinstance(k, ast.Slice) and type_of(k, facts, depth) != One("int") for k in keys):
        return None
    gone = sum(not isinstance(key, ast.Slice) for key in keys)
    if gone < base.depth:
        return replace(base, depth=base.depth - gone)
    return One(base.kind, base.numpy) if gone == base.depth else None


def _with_new_axes(base: Many, keys: list[ast.expr], number: int) -> Many | None:
    """The type of `a[:, None]`."""
    whole = all(isinstance(key, ast.Slice) for key in keys)
    plain = whole and base.form == "array" and len(keys) <= base.depth
    return replace(base, depth=base.depth + number) if plain else None


def _picks(key: ast.expr, facts: Facts, depth: int) -> bool:
    """True for places or truths by which several elements, or rows, are taken."""
    if isinstance(key, ast.Constant | ast.Slice):
        return False
    if isinstance(key, ast.Compare):
        sides = [type_of(side, facts, depth) for side in (key.left, *key.comparators)]
        flat = [side for side in sides if isinstance(side, Many)]
        numbers = None not in sides and all(m.depth == 1 and m.form == "array" for m in flat)
        return numbers and bool(flat) and len(key.ops) == 1
    found = type_of(key, facts, depth)
    if not isinstance(found, Many) or found.depth != 1 or found.kind not in ("int", "bool"):
        return False
    return found.form == "array" or (found.form == "list" and found.kind == "int")
