"""What changing one object may change in another: parts of containers, views of arrays."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import Any

from .. import flow, shapes, values
from ..facts import Facts
from ..mutation import changed_by_call
from ..shaping import shapes_of

_SCALARS = ("int", "float", "str", "bool", "complex", "bytes", "NoneType")
_FRESH = (ast.ListComp, ast.DictComp, ast.SetComp, ast.BinOp, ast.Constant, ast.JoinedStr,
          ast.Compare, ast.List, ast.Dict, ast.Set)  # fmt: skip

_NEW_ARRAYS = flow.words(
    "arange array empty empty_like full full_like linspace ones ones_like zeros zeros_like"
)


def mutated(nodes: Sequence[ast.AST], facts: Facts, but: Collection[ast.AST] = ()) -> set[str]:
    """Names whose values may be changed in place by running `nodes`; rebinding doesn't count.

    Calls in `but` are known to change nothing.
    """
    found: set[str] = set()
    for node in flow.walk(nodes):
        if isinstance(node, ast.Attribute | ast.Subscript):
            base = flow.root(node)
            if base is not None and not isinstance(node.ctx, ast.Load):
                found.add(base.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            if not shapes.within(shapes_of(node.target, facts), *_SCALARS):
                found.add(node.target.id)
        elif isinstance(node, ast.Call) and node not in but:
            found |= changed_by_call(node, facts)
    return found


def reached(nodes: Sequence[ast.AST], names: set[str], facts: Facts) -> bool:
    """True where `nodes` may change what `names` hold by way of a part or a view of it.

    `for row in grid: row[0] = 1` changes `grid`; so does `row = grid[i]; row += 1`.
    """
    deep = {name for name in names if not is_flat(name, nodes, facts)}
    if not deep:
        return False
    changed = mutated(nodes, facts) - names
    return any(may_be_part(name, deep, nodes, facts) for name in changed)


def is_flat(name: str, nodes: Sequence[ast.AST], facts: Facts) -> bool:
    """True for values that hold nothing that could be changed on its own."""
    for use in facts.source.all(ast.Name):
        if use.id == name and isinstance(use.ctx, ast.Load):
            found = shapes_of(use, facts)
            return found is not None and all(
                shape.hashable
                or (shapes.hashable(shape.of) and shapes.hashable(shape.to or shapes.NONE))
                for shape in found
            )
    return False


def may_be_part(name: str, deep: set[str], nodes: Sequence[ast.AST], facts: Facts) -> bool:
    """True where `name` may be bound to a part of what one of `deep` holds."""
    for binder in facts.source.all(ast.Name):
        if binder.id != name or isinstance(binder.ctx, ast.Load):
            continue
        value = _bound_to(binder, facts)
        if value is None or isinstance(value, _FRESH) or _is_new_array(value, facts):
            continue
        if deep & flow.loads(value):
            return True
    held = facts.namespace.get(name)
    return held is not None and any(_shares(held, facts.namespace.get(d)) for d in deep)


def _is_new_array(value: ast.expr, facts: Facts) -> bool:
    made = (facts.full_name(value.func) or "") if isinstance(value, ast.Call) else ""
    return made.startswith("numpy.") and made.rpartition(".")[2] in _NEW_ARRAYS


def _bound_to(binder: ast.Name, facts: Facts) -> ast.expr | None:
    """The expression that a name's value comes from."""
    place: ast.AST = binder
    while isinstance(place, ast.Name | ast.Tuple | ast.List | ast.Starred):
        place = facts.source.parents[place]
    if isinstance(place, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
        return place.value
    return place.iter if isinstance(place, ast.For | ast.comprehension) else None


def _shares(one: Any, other: Any) -> bool:
    """True where a global value may be a part of another one."""
    if other is None or isinstance(one, values.IMMUTABLE):
        return False
    if values.kind_of(one) == values.kind_of(other) == "ndarray":
        import numpy

        return bool(numpy.may_share_memory(one, other))
    if type(other) in (list, tuple):
        return any(part is one for part in other)
    if type(other) is dict:
        return any(part is one for part in other.values())
    return values.kind_of(one) == values.kind_of(other) == "other"
