"""Slices that get a name before something is asked of them."""

from __future__ import annotations

import ast

from .. import flow
from ..concrete import Change, Instead
from ..facts import Facts


def slice_of(argument: ast.expr, facts: Facts) -> ast.Subscript | None:
    """The slice that an expression is, or that its name was given before, in the same block."""
    if isinstance(argument, ast.Subscript):
        return argument if isinstance(argument.slice, ast.Slice) else None
    made = facts.assigned(argument) if isinstance(argument, ast.Name) else None
    if not (isinstance(made, ast.Subscript) and isinstance(made.slice, ast.Slice)):
        return None
    stmt = facts.source.statement(made)
    names = flow.loads(made) | flow.stores(stmt)
    block = facts.source.block(stmt)
    for later in block[block.index(stmt) + 1 :]:
        if names & facts.changed(later):
            return None
        if facts.source.inside(argument, later):
            return made
    return None


def without_name(argument: ast.expr, part: ast.Subscript, facts: Facts) -> tuple[Change, ...]:
    """What removes a slice's name where nothing else asks for it."""
    if not isinstance(argument, ast.Name):
        return ()
    scope = facts.scope(argument.id, argument)
    if isinstance(scope, ast.Module) and facts.kind != "program":
        return ()
    uses = [use for use in facts.source.all(ast.Name) if use.id == argument.id]
    alone = len(uses) == 2 and len(facts.source.block(facts.source.statement(part))) > 1
    return (Instead(facts.source.statement(part), ""),) if alone else ()
