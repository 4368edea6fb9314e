"""Tests that compare the bounds of a list with one value, as they are asked in each round."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from .. import flow, shapes, values
from ..facts import Facts
from ..shaping import shapes_of
from ._bound_walks import Walk
from ._loop_numbers import elements_kind, number_kind
from ._rounds import is_pure

_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


@dataclass(frozen=True)
class Key:
    """What is compared: an element, or (`shift` 1) the one behind it.

    `part` is a field of the element, and `of` how the element is written there; both are empty for
    the element itself.
    """

    shift: int
    part: str
    of: str
    kind: str
    """`int`, `float`, `str` or `date`."""


@dataclass(frozen=True)
class Bound:
    """`key sign value`."""

    key: Key
    sign: str
    value: ast.expr
    kind: str


def bounds_of(
    test: ast.expr, walk: Walk, given: Mapping[str, ast.expr], facts: Facts
) -> list[Bound] | None:
    """The comparisons of a test, all of which must hold; None where it asks for more."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        parts = [bounds_of(one, walk, given, facts) for one in test.values]
        return None if None in parts else [bound for part in parts for bound in part or ()]
    if not isinstance(test, ast.Compare):
        return None
    found: list[Bound] = []
    sides = [test.left, *test.comparators]
    for left, op, right in zip(sides, test.ops, sides[1:], strict=False):
        sign = _SIGNS.get(type(op))
        bound = _bound(left, sign, right, walk, given, facts) if sign else None
        if bound is None:
            return None
        found.append(bound)
    return found


def _bound(
    left: ast.expr,
    sign: str,
    right: ast.expr,
    walk: Walk,
    given: Mapping[str, ast.expr],
    facts: Facts,
) -> Bound | None:
    for one, way, other in ((left, sign, right), (right, _TURNED[sign], left)):
        key = _key(one, walk, given, facts)
        if key is None:
            continue
        if flow.loads(other) & (walk.own | given.keys() | flow.stores(walk.loop)):
            return None
        kind = _kind(other, facts)
        alike = kind == key.kind or {kind, key.kind} <= {"int", "float"}
        return Bound(key, way, other, kind) if alike and is_pure(other, facts) else None
    return None


def _key(node: ast.expr, walk: Walk, given: Mapping[str, ast.expr], facts: Facts) -> Key | None:
    """What of an element an expression is; None for anything else."""
    if isinstance(node, ast.Name) and node.id in given:
        return _key(given[node.id], walk, given, facts)
    shift = _element(node, walk)
    if shift is not None:
        kind = _elements(walk, facts)
        return Key(shift, "", "", kind) if kind else None
    unpacked = isinstance(walk.target, ast.Tuple) and not walk.pairs
    if isinstance(node, ast.Name) and unpacked and node.id in walk.own - {walk.place}:
        kind = _kind(node, facts)
        return Key(0, node.id, ast.unparse(walk.target), kind) if kind else None  # type: ignore[arg-type]
    if isinstance(node, ast.Subscript | ast.Attribute):
        shift, kind = _element(_resolved(node.value, given), walk), _kind(node, facts)
        constant = isinstance(node, ast.Attribute) or isinstance(node.slice, ast.Constant)
        if shift is None or not constant or not kind:
            return None
        one = ast.unparse(node.value) if isinstance(node.value, ast.Name) else facts.fresh("one")
        return Key(shift, one + ast.unparse(node)[len(ast.unparse(node.value)) :], one, kind)
    return None


def _resolved(node: ast.expr, given: Mapping[str, ast.expr]) -> ast.expr:
    return given[node.id] if isinstance(node, ast.Name) and node.id in given else node


def _element(node: ast.expr, walk: Walk) -> int | None:
    """0 for the element of a round, 1 for the one behind it."""
    if isinstance(node, ast.Name) and walk.target is not None:
        if isinstance(walk.target, ast.Name):
            return 0 if node.id == walk.target.id else None
        if walk.pairs and isinstance(walk.target, ast.Tuple):
            names = [part.id for part in walk.target.elts if isinstance(part, ast.Name)]
            return names.index(node.id) if node.id in names else None
    if isinstance(node, ast.Subscript) and walk.place:
        text = ast.unparse(node)
        items, place = walk.items.id, walk.place
        if walk.base:
            return {f"{items}[{place} - 1]": 0, f"{items}[{place}]": 1}.get(text)
        return {f"{items}[{place}]": 0, f"{items}[{place} + 1]": 1}.get(text)
    return None


def _elements(walk: Walk, facts: Facts) -> str:
    """The kind of a list's elements, which can be put in order; "" where it isn't known."""
    number = elements_kind(walk.items, facts)
    if number is not None:
        return number
    return _of_shapes(shapes.elements(shapes_of(walk.items, facts)))


def _kind(node: ast.expr, facts: Facts) -> str:
    return number_kind(node, facts) or _of_shapes(shapes_of(node, facts))


def _of_shapes(found: shapes.Shapes | None) -> str:
    for kind in ("str", "date", "int"):
        if shapes.within(found, kind):
            return kind
    return "float" if shapes.within(found, "int", "float") else ""


def is_indexed(items: ast.Name, facts: Facts) -> bool:
    """True for lists, tuples and arrays of one dimension."""
    if shapes.within(shapes_of(items, facts), "list", "tuple"):
        return True
    if facts.every(items, lambda v: values.kind_of(v) == "ndarray" and v.ndim == 1):
        return True
    made = facts.assigned(items)
    full = facts.full_name(made.func) if isinstance(made, ast.Call) else None
    return full in ("numpy.linspace", "numpy.arange", "numpy.logspace")
