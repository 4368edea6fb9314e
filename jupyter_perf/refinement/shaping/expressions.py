"""Shapes of expressions by those of their parts alone: operators, displays, comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from .. import shapes
from ..shapes import Shape, Shapes, holding, only, union
from .ask import Ask
from .operators import is_count, operated, raised, signed


def _binop(node: ast.BinOp, ask: Ask) -> Shapes | None:
    if isinstance(node.op, ast.Pow) and is_count(node.right):
        return raised(ask(node.left))
    return operated(node.op, ask(node.left), ask(node.right))


def _unaryop(node: ast.UnaryOp, ask: Ask) -> Shapes | None:
    return only("bool") if isinstance(node.op, ast.Not) else signed(ask(node.operand))


def _compare(node: ast.Compare, ask: Ask) -> Shapes | None:
    sides = [ask(side) for side in [node.left, *node.comparators]]
    plain = all(s is not None and all(x.kind != "other" for x in s) for s in sides)
    return only("bool") if plain else None


def _boolop(node: ast.BoolOp, ask: Ask) -> Shapes | None:
    return union(*(ask(value) for value in node.values))


def _choice(node: ast.IfExp, ask: Ask) -> Shapes | None:
    return union(ask(node.body), ask(node.orelse))


def _text(node: ast.JoinedStr, ask: Ask) -> Shapes | None:
    return only("str")


def _list(node: ast.List, ask: Ask) -> Shapes | None:
    return holding("list", union(*map(ask, node.elts)))


def _set(node: ast.Set, ask: Ask) -> Shapes | None:
    return holding("set", union(*map(ask, node.elts)))


def _tuple(node: ast.Tuple, ask: Ask) -> Shapes | None:
    if any(isinstance(e, ast.Starred) for e in node.elts):
        return holding("tuple", None)
    parts = [ask(e) for e in node.elts]
    if shapes.NONE in parts:
        return shapes.NONE  # while a name is worked out that depends on itself
    return frozenset({Shape("tuple", union(*parts), None, tuple(enumerate(parts)))})


def _dict(node: ast.Dict, ask: Ask) -> Shapes | None:
    keys = [ask(k) if k is not None else None for k in node.keys]
    return holding("dict", union(*keys), union(*map(ask, node.values)))


def _list_made(node: ast.ListComp, ask: Ask) -> Shapes | None:
    return holding("list", ask(node.elt))


def _set_made(node: ast.SetComp, ask: Ask) -> Shapes | None:
    return holding("set", ask(node.elt))


def _generator(node: ast.GeneratorExp, ask: Ask) -> Shapes | None:
    return holding("iterator", ask(node.elt))


def _dict_made(node: ast.DictComp, ask: Ask) -> Shapes | None:
    return holding("dict", ask(node.key), ask(node.value))


def _subscript(node: ast.Subscript, ask: Ask) -> Shapes | None:
    base = _with_items(ask(node.value))
    if base == shapes.NONE:
        return base
    if isinstance(node.slice, ast.Slice):
        sliced = shapes.within(base, "list", "tuple", "str", "range")
        kept = frozenset(Shape(s.kind, s.of) for s in base or ())
        return kept if sliced else None
    if isinstance(node.slice, ast.Constant):
        return shapes.part(base, node.slice.value)
    if isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.operand, ast.Constant):
        return shapes.part(base, ast.literal_eval(node.slice))
    if shapes.within(base, "dict", "defaultdict", "Counter"):
        return union(*(s.to for s in base or ()))
    indexed = shapes.within(base, "list", "tuple", "str", "deque", "range")
    return shapes.elements(base) if indexed else None


def _with_items(base: Shapes | None) -> Shapes | None:
    """Without None, of which no item has a value: it was something else wherever there is one."""
    if base is None:
        return None
    return frozenset(shape for shape in base if shape.kind != "NoneType")


EXPRESSIONS: dict[type[ast.expr], Callable[[Any, Ask], Shapes | None]] = {
    ast.BinOp: _binop,
    ast.UnaryOp: _unaryop,
    ast.Compare: _compare,
    ast.BoolOp: _boolop,
    ast.IfExp: _choice,
    ast.JoinedStr: _text,
    ast.List: _list,
    ast.Set: _set,
    ast.Tuple: _tuple,
    ast.Dict: _dict,
    ast.ListComp: _list_made,
    ast.SetComp: _set_made,
    ast.GeneratorExp: _generator,
    ast.DictComp: _dict_made,
    ast.Subscript: _subscript,
}
"""What is made of other expressions; names, attributes and calls need the rest of the source."""
