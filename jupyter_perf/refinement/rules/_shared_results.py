"""Whether callers of a function could tell that they share a result with an earlier call."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..call_sites import call_sites
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS

_READERS = flow.words("len sum sorted set list tuple any all enumerate max min print str repr zip")


def can_be_shared(function: ast.FunctionDef, facts: Facts) -> bool:
    """True where a result can't be changed, is one that was there before, or is only looked at."""
    returned = [node.value for node in flow.walk(function.body) if isinstance(node, ast.Return)]
    if returned and all(_is_there(value, function, facts) for value in returned):
        return True
    sites = call_sites(function, facts)
    if not sites:
        return False
    if all(shapes.hashable(shapes_of(call, facts)) for call, _ in sites):
        return True
    return all(_is_looked_at(call, facts) for call, _ in sites)


def _is_there(value: ast.expr | None, function: ast.FunctionDef, facts: Facts) -> bool:
    """True for a constant, and for an element of what is there before the call."""
    if value is None or isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Name):
        binders = facts.binders(value.id, facts.scope(value.id, value))
        return bool(binders) and all(_is_element(binder, function, facts) for binder in binders)
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.ListComp):
        made = value.value
        last = made.generators[-1]
        same = isinstance(made.elt, ast.Name) and ast.unparse(last.target) == made.elt.id
        return same and _is_outside(last.iter, function, facts)
    return False


def _is_element(binder: ast.AST, function: ast.FunctionDef, facts: Facts) -> bool:
    loop = facts.source.parents[binder]
    if not (isinstance(loop, ast.For) and loop.target is binder):
        return False
    return _is_outside(loop.iter, function, facts)


def _is_outside(node: ast.expr, function: ast.FunctionDef, facts: Facts) -> bool:
    """True for a global's name: a container that is there."""
    named = isinstance(node, ast.Name) and facts.scope(node.id, node) is facts.source.tree
    return named and function is not None


def _is_looked_at(call: ast.Call, facts: Facts) -> bool:
    """True where a caller goes through the result, counts it or adds it up, and no more."""
    held = shapes.elements(shapes_of(call, facts))
    parent = facts.source.parents[call]
    if not shapes.hashable(held):
        counted = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"
        return counted or _goes_through_parts(call, parent, facts)
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is call
    if isinstance(parent, ast.Subscript):
        return parent.value is call and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Compare):
        return True
    if not (isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name)):
        return False
    return parent.func.id in _READERS and facts.is_builtin(parent.func.id, at=parent)


def _goes_through_parts(call: ast.Call, parent: ast.AST, facts: Facts) -> bool:
    """True for a loop or comprehension whose elements are only asked for their parts."""
    if not isinstance(parent, ast.For | ast.comprehension) or parent.iter is not call:
        return False
    if not isinstance(parent.target, ast.Name):
        return False
    inside = parent if isinstance(parent, ast.For) else facts.source.parents[parent]
    if not isinstance(inside, (ast.For, *COMPREHENSIONS)):
        return False
    name = parent.target.id
    changed = name in facts.changed(inside.body) if isinstance(inside, ast.For) else False
    return not changed and not _is_kept(name, inside, facts)


def _is_kept(name: str, inside: ast.AST, facts: Facts) -> bool:
    """True where an element is put somewhere, or is what a comprehension gives."""
    for use in ast.walk(inside):
        if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load):
            parent = facts.source.parents[use]
            part = isinstance(parent, ast.Subscript | ast.Attribute)
            if isinstance(parent, ast.Call) and use in parent.args:
                # Handed on to a function that is known: a pure one of the source, or a builtin.
                meaning = facts.meaning(ast.unparse(parent.func))
                pure = isinstance(meaning, ast.FunctionDef) and facts.pure(meaning)
                part = pure or meaning == "builtin"
            if not part:
                return True
    return False
