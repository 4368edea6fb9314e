"""Which types are guesses, so that the code that is made tests them.

A sum of nothing is the whole number 0, a root may be complex, columns differ.
"""

from __future__ import annotations

import ast

from .. import values
from ..facts import Facts
from ..local_names import generator_of, place_in
from ..source import FUNCTIONS
from .inferred import of_shapes, type_of
from .inferred_names import of_binder
from .singles import of_item
from .types import Many, One, type_of_value


def _known_doubts(facts: Facts) -> dict[ast.AST, bool]:
    return {}


def guessed(node: ast.expr, facts: Facts) -> bool:
    """True where the type that an expression is taken to have may turn out to be another one."""
    known = facts.kept(_known_doubts)
    if node not in known:
        known[node] = False  # what depends on itself is as sure as all else that it depends on
        sure = of_shapes(node, facts) is not None
        known[node] = not sure and any(_guess(part, facts) for part in ast.walk(node))
    return known[node]


def _guess(part: ast.AST, facts: Facts) -> bool:
    if isinstance(part, ast.IfExp):
        return True
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow):
        # A root of one of Python's own numbers may be complex.
        base = type_of(part.left, facts)
        return not (isinstance(base, Many) or (isinstance(base, One) and base.numpy))
    if isinstance(part, ast.Call):
        named = isinstance(part.func, ast.Name) and part.func.id == "sum"
        return named and type_of(part, facts) != One("int")
    if isinstance(part, ast.Subscript):
        return is_item(part, facts) or (not _is_written(part) and _differs(part, facts))
    return isinstance(part, ast.Name) and _guessed_name(part, facts)


def is_item(node: ast.Subscript, facts: Facts) -> bool:
    """True for an element of a list of numpy's numbers."""
    held = type_of(node.value, facts)
    if isinstance(held, Many) and held.boxed:
        return not isinstance(node.slice, ast.Slice)
    return held is None and of_item(node, facts, 4) is not None


def _is_written(node: ast.expr | None) -> bool:
    """True for a column whose label is written out, which is as sure as its frame."""
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)


def _differs(node: ast.expr, facts: Facts) -> bool:
    """True for arrays that aren't known for sure to be all of one type, and for columns.

    Whoever runs a cell again has another frame more often than an array of another type.
    """
    found = facts.likely(node)
    column = any(values.kind_of(value) == "Series" for value in found)
    kinds = {type_of_value(value) for value in found}
    return len(kinds) > 1 or column or (bool(kinds) and not facts.samples(node))


def _guessed_name(name: ast.Name, facts: Facts) -> bool:
    scope = facts.scope(name.id, name)
    if isinstance(scope, FUNCTIONS) or facts.is_module(name.id):
        return False
    if not isinstance(name.ctx, ast.Load):
        return False
    if generator_of(name, facts.source) is not None:
        return False
    binders = facts.binders(name.id, scope)
    if not binders:
        return False
    sure = _is_written(facts.assigned(name))
    if (not sure and _differs(name, facts)) or len({of_binder(b, facts, 4) for b in binders}) > 1:
        return True
    made: list[ast.expr] = []
    for binder in binders:
        target, place = place_in(binder, facts.source)
        if isinstance(place, ast.Assign) and target in place.targets:
            made.append(_given(target, place.value, name.id))
        elif isinstance(place, ast.AugAssign):
            made.append(place.value)
    return any(guessed(value, facts) for value in made)


def _given(target: ast.AST, value: ast.expr, name: str) -> ast.expr:
    """The part of an assigned value that a name gets, where that can be told; else all of it."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=False):
            if isinstance(one, ast.Name) and one.id == name:
                return part
    return value
