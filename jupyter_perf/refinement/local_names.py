"""Where a name in a loop or a comprehension gets its value, as far as the text tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from . import flow
from .source import COMPREHENSIONS, FUNCTIONS, Source

if TYPE_CHECKING:
    from .facts import Facts

_PAIRED = frozenset({"itertools.combinations", "itertools.permutations"})


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


def is_comprehension_target(binder: ast.AST, source: Source) -> bool:
    """True for what binds a name inside a comprehension alone."""
    return isinstance(place_in(binder, source)[1], ast.comprehension)


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


def is_reshaped(name: str, source: Source) -> bool:
    """True for `a.shape = …` and `a.resize(…)`, which change more than elements."""
    return any(
        isinstance(part.value, ast.Name)
        and part.value.id == name
        and (part.attr == "resize" or not isinstance(part.ctx, ast.Load))
        for part in source.all(ast.Attribute)
    )


def apart(iterated: ast.expr, size: int, facts: Facts) -> list[ast.expr | None] | None:
    """For each place in a loop's tuples what it goes through, None for counts of them."""
    if not isinstance(iterated, ast.Call) or iterated.keywords:
        return None
    called = iterated.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id == "zip" and len(iterated.args) == size:
            return list(iterated.args)
        if called.id == "enumerate" and size == 2:
            return [None, iterated.args[0]]
    full = facts.full_name(called) or ""
    if full == "itertools.product" and len(iterated.args) == size:
        return list(iterated.args)
    return [iterated.args[0]] * size if full in _PAIRED and len(iterated.args) == 2 else None
