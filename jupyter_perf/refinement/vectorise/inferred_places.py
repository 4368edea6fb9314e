"""The types of what functions of numpy give that look for places, tests and choices."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .inferred import type_of
from .types import BYTE, Many, One, Type

_TESTS = flow.words("isnan isinf isfinite")
_ROUNDED = flow.words("floor ceil rint trunc round around")
_OF_TWO = flow.words("hypot arctan2")
KNOWN_PLACES = (
    flow.words("argsort flatnonzero digitize searchsorted argmax argmin where clip")
    | _TESTS
    | _ROUNDED
    | _OF_TWO
)


def of_places(
    name: str, node: ast.Call, first: Type | None, facts: Facts, depth: int
) -> Type | None:
    """The type of what such a function gives, by the type of its first argument."""
    options = {keyword.arg for keyword in node.keywords}
    if name in ("flatnonzero", "where"):
        first = _compared(node.args[0], facts, depth) or first
    if not isinstance(first, Many) or first.form not in ("array", "series", "list"):
        return None
    # Pandas' own columns stay columns.
    if first.form == "series" and name not in ("flatnonzero", "digitize"):
        return None
    flat = first.depth == 1
    if name == "argsort":
        return Many("array", "int") if flat and options <= {"kind", "stable"} else None
    if name == "flatnonzero":
        return Many("array", "int")
    if name == "digitize":
        return Many("array", "int", first.depth) if options <= {"right"} else None
    if name in ("argmax", "argmin"):
        return One("int", True) if len(node.args) == 1 and not options else None
    if name == "searchsorted":
        return _searched(node, options, facts, depth)
    if first.form != "array" or first.kind == BYTE:
        return None
    return _elementwise(name, node, first, facts, depth)


def _searched(node: ast.Call, options: set[str | None], facts: Facts, depth: int) -> Type | None:
    wanted = type_of(node.args[1], facts, depth) if len(node.args) == 2 else None
    if not options <= {"side"} or wanted is None:
        return None
    if isinstance(wanted, One):
        return One("int", True)
    return Many("array", "int", wanted.depth) if wanted.form != "series" else None


def _elementwise(name: str, node: ast.Call, first: Many, facts: Facts, depth: int) -> Type | None:
    if name == "where":
        return _chosen(node, first, facts, depth)
    if name == "clip":
        return _clipped(node, first, facts, depth)
    if name in _OF_TWO:
        other = type_of(node.args[1], facts, depth) if len(node.args) == 2 else None
        fits = isinstance(other, One) or other == first
        return Many("array", "float", first.depth) if fits and not node.keywords else None
    if first.kind != "float":
        return None
    if name in _TESTS:
        alone = len(node.args) == 1 and not node.keywords
        return Many("array", "bool", first.depth) if alone else None
    return first if {keyword.arg for keyword in node.keywords} <= {"decimals"} else None


def _compared(node: ast.expr, facts: Facts, depth: int) -> Many | None:
    """What a comparison of an array with a number, or with one as large, gives."""
    if not isinstance(node, ast.Compare) or len(node.ops) > 1:
        return None
    if not isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq):
        return None
    sides = [type_of(side, facts, depth) for side in (node.left, node.comparators[0])]
    arrays = [side for side in sides if isinstance(side, Many) and side.form == "array"]
    known = all(side in arrays or isinstance(side, One) for side in sides)
    depths = {side.depth for side in arrays}
    return Many("array", "bool", depths.pop()) if known and len(depths) == 1 else None


def _chosen(node: ast.Call, test: Many, facts: Facts, depth: int) -> Type | None:
    """`np.where(test, a, b)` of numbers and arrays as large as the test."""
    if len(node.args) != 3 or node.keywords or test.kind != "bool":
        return None
    sides = [type_of(side, facts, depth) for side in node.args[1:]]
    kinds: set[str] = set()
    for side in sides:
        same = isinstance(side, Many) and (side.form, side.depth) == ("array", test.depth)
        if side is None or not (same or isinstance(side, One)):
            return None
        kinds.add(side.kind)
    if not kinds <= {"int", "float"}:
        return None
    return Many("array", "float" if "float" in kinds else "int", test.depth)


def _clipped(node: ast.Call, first: Many, facts: Facts, depth: int) -> Type | None:
    ends = [type_of(end, facts, depth) for end in node.args[1:]]
    if len(ends) != 2 or node.keywords or first.kind not in ("int", "float"):
        return None
    plain = all(isinstance(end, One) and not end.numpy for end in ends)
    return (
        first
        if plain and all(end is not None and end.kind in ("int", first.kind) for end in ends)
        else None
    )
