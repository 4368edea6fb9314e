"""Where a name in a loop or a comprehension gets its value, as far as the text tells."""

from __future__ import annotations

import ast

from . import flow
from .source import COMPREHENSIONS, FUNCTIONS, Source


def generator_of(node: ast.Name, source: Source) -> ast.comprehension | None:
    """The part of a comprehension around a name that binds it."""
    child: ast.AST = node
    for parent in source.ancestors(node):
        if isinstance(parent, ast.stmt):
            return None
        if isinstance(parent, FUNCTIONS) and node.id in flow.parameters(parent):
            return None
        if isinstance(parent, COMPREHENSIONS):
            # What the first part goes through is evaluated outside.
            first = parent.generators[0]
            outside = child is first and source.inside(node, first.iter)
            for generator in () if outside else parent.generators:
                if node.id in flow.stores([generator.target]):
                    return generator
        child = parent
    return None


def place_in(binder: ast.AST, source: Source) -> tuple[ast.AST, ast.AST]:
    """(whole target, statement or part of a comprehension) for a name that is bound there."""
    target = place = binder
    while isinstance(place, ast.Name | ast.Tuple | ast.List | ast.Starred):
        target, place = place, source.parents[place]
    return target, place


def is_reached(node: ast.Name, binder: ast.AST, source: Source) -> bool:
    """True where a name can't be read before that place has bound it in this run."""
    _, place = place_in(binder, source)
    if isinstance(place, ast.For):
        return any(source.inside(node, stmt) for stmt in place.body)
    if not isinstance(place, ast.Assign):
        return False
    child: ast.AST = node
    for parent in source.ancestors(node):
        if isinstance(child, ast.stmt) and child is not place and place in source.before(child):
            return True
        if isinstance(parent, FUNCTIONS):
            return False
        child = parent
    return False
