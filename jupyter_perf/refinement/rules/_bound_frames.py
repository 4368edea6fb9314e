"""What is known of a frame whose name is bound again and again: the group of a loop over groups."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from .. import flow
from ..facts import Facts
from ..infer import column_assignment
from ..source import LOOPS
from ..syntax import is_name
from ..values import Frame

Known = Callable[[ast.expr, ast.stmt, Facts], Frame | None]


def bound_frame(name: ast.Name, before: ast.stmt, known: Known, facts: Facts) -> Frame | None:
    """What is known of the frame that a name got last when `before` starts, or None.

    By `for key, name in frame.groupby(…)`, or by an assignment in the blocks around; `known` says
    what is known of other expressions.
    """
    between: list[ast.stmt] = []
    here: ast.AST = before
    while isinstance(here, ast.stmt):
        for stmt in facts.source.before(here):
            if name.id in flow.stores(stmt):
                plain = isinstance(stmt, ast.Assign) and is_name(stmt.targets[0], name.id)
                made = known(stmt.value, stmt, facts) if plain else None  # type: ignore[attr-defined]
                return _after(made, name.id, between, facts)
            between.append(stmt)
        parent = facts.source.parents[here]
        if isinstance(parent, ast.For) and name.id in flow.stores(parent.target):
            return _after(_group(parent, name, known, facts), name.id, between, facts)
        if isinstance(parent, LOOPS) and name.id in facts.changed(parent):
            return None
        if isinstance(parent, ast.FunctionDef | ast.ClassDef):
            return None
        here = parent
    return None


def _group(loop: ast.For, name: ast.Name, known: Known, facts: Facts) -> Frame | None:
    """The rows of one group."""
    call, target = loop.iter, loop.target
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    if not (is_name(target.elts[1], name.id) and isinstance(call, ast.Call)):
        return None
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "groupby"):
        return None
    found = known(call.func.value, loop, facts)
    return None if found is None else replace(found, index_default=False)


def _after(made: Frame | None, name: str, between: list[ast.stmt], facts: Facts) -> Frame | None:
    """The same after columns were assigned to it; None where it changes in any other way."""
    for stmt in reversed(between):
        if made is None or name not in facts.changed(stmt):
            continue
        made = _changed_by(stmt, made, name, facts)
    return made


def _changed_by(stmt: ast.stmt, made: Frame, name: str, facts: Facts) -> Frame | None:
    """The frame after a statement that changes it, or a choice of two that do so alike."""
    if isinstance(stmt, ast.If):
        one = _after(made, name, stmt.body[::-1], facts)
        return one if one == _after(made, name, stmt.orelse[::-1], facts) else None
    frame = made
    column = column_assignment(
        stmt, name, facts, lambda one, at: frame if one.id == name else facts.frame(one, at)
    )
    return made.with_column(*column) if column is not None else None
