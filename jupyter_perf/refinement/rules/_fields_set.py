"""Whether a loop sets fields of a list's elements at most, and leaves the list as it is."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .. import flow
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS
from ._slots import changed_places, is_other, is_quiet

_ODD = (*FUNCTIONS, ast.ClassDef, ast.Yield, ast.YieldFrom, ast.Await, ast.Delete, ast.Global,
        ast.Nonlocal, ast.With, ast.Starred)  # fmt: skip
_LISTS = frozenset({"list", "tuple", "deque"})


def outermost_keeping(node: ast.expr, names: Iterable[str], facts: Facts) -> ast.stmt | None:
    """The outermost loop around a node that leaves lists and numbers of these names as they are.

    Fields of records in them may be set: `item["stock"] += 1` leaves `items` what it is.
    """
    found: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if not all(_kept(name, loop, facts) for name in names):
            break
        found = loop
    return found


def _kept(name: str, stmt: ast.stmt, facts: Facts) -> bool:
    if name in flow.stores(stmt) or flow.has(stmt, *_ODD):
        return False
    if not all(is_quiet(call, facts) for call in ast.walk(stmt) if isinstance(call, ast.Call)):
        return False
    return all(
        _is_no_list(place, facts) or is_other(place, name, facts) for place in changed_places(stmt)
    )


def _is_no_list(container: ast.expr, facts: Facts) -> bool:
    held = shapes_of(container, facts)
    return bool(held) and not {shape.kind for shape in held or ()} & {*_LISTS, "other"}
