"""Where a loop takes a list in order that it lengthens, and what may stand there instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Loop
from .grown_list_to_set import appended

MEDIANS = frozenset({"statistics.median", "statistics.median_low", "statistics.median_high"})
"""Functions that put their list in order first: one that is in order costs them little."""
_READERS = flow.words("len sum min max any all tuple list set sorted enumerate zip map")
_ASKED = frozenset({"index", "count"})


@dataclass(frozen=True)
class View:
    """A place where the list is taken in order: `node` is to be replaced."""

    name: ast.Name
    node: ast.expr
    backwards: bool = False
    sorting: ast.stmt | None = None
    """`s.sort()` behind `s = items[:]`, which goes."""
    mean: str = ""
    """numpy's `mean`, where it is numpy's median that is taken."""


def views_of(loop: Loop, facts: Facts) -> Iterator[View]:
    """The places where a loop takes lists in order."""
    for call in ast.walk(loop):
        if not isinstance(call, ast.Call) or len(call.args) != 1:
            continue
        given = call.args[0]
        if not isinstance(given, ast.Name):
            continue
        if isinstance(call.func, ast.Name) and call.func.id == "sorted":
            backwards = _backwards(call)
            if backwards is not None and facts.is_builtin("sorted", at=call):
                yield View(given, call, backwards)
        elif facts.full_name(call.func) in MEDIANS and not call.keywords:
            yield View(given, given)
        elif facts.full_name(call.func) != "numpy.median" or call.keywords:
            continue
        elif isinstance(call.func, ast.Attribute):
            yield View(given, call, mean=f"{ast.unparse(call.func.value)}.mean")
    for stmt in ast.walk(loop):
        if isinstance(stmt, ast.Assign):
            yield from _copied(stmt, facts)


def _backwards(call: ast.Call) -> bool | None:
    """What `reverse` is; None where more is asked for."""
    if not call.keywords:
        return False
    only = call.keywords[0]
    if len(call.keywords) > 1 or only.arg != "reverse" or not isinstance(only.value, ast.Constant):
        return None
    return bool(only.value.value)


def _copied(stmt: ast.Assign, facts: Facts) -> Iterator[View]:
    """`s = items[:]` (`list(items)`, `items.copy()`) with `s.sort()` right behind it."""
    target, value = stmt.targets[0], stmt.value
    if not isinstance(target, ast.Name) or len(stmt.targets) > 1:
        return
    held: ast.expr | None = None
    if isinstance(value, ast.Subscript) and ast.unparse(value.slice) == ":":
        held = value.value
    elif isinstance(value, ast.Call) and not value.keywords:
        called = value.func
        if isinstance(called, ast.Attribute) and called.attr == "copy" and not value.args:
            held = called.value
        elif isinstance(called, ast.Name) and called.id == "list" and len(value.args) == 1:
            held = value.args[0] if facts.is_builtin("list", at=value) else None
    block = facts.source.block(stmt)
    after = block[block.index(stmt) + 1 :]
    if isinstance(held, ast.Name) and after and ast.unparse(after[0]) == f"{target.id}.sort()":
        yield View(held, value, sorting=after[0])


def only_grows(
    name: str, loop: Loop, views: Sequence[View], facts: Facts
) -> dict[ast.stmt, ast.expr]:
    """Statement → what it appends; empty where a loop does more to a list than that."""
    known = {view.name for view in views}
    found: dict[ast.stmt, ast.expr] = {}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name) or use in known:
            continue
        if facts.source.function(use) is not facts.source.function(loop):
            return {}
        stmt, value = appended(use, facts)
        if value is not None and isinstance(use.ctx, ast.Load):
            if isinstance(value, ast.Starred) or name in flow.loads(value):
                return {}
            found[stmt] = value
        elif not looks(use, facts):
            return {}
    return found


def looks(use: ast.Name, facts: Facts) -> bool:
    """True where a use of a list neither changes it nor keeps hold of it."""
    if not isinstance(use.ctx, ast.Load):
        return False
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Compare):
        return use in parent.comparators and isinstance(parent.ops[-1], ast.In | ast.NotIn)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        known = parent.func.id in _READERS and use in parent.args
        return known and facts.is_builtin(parent.func.id, at=use)
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        return parent.attr in _ASKED and isinstance(call, ast.Call) and call.func is parent
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is use
    return isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load)


def instead(view: View, kept: str, adds: Sequence[ast.stmt], facts: Facts) -> str:
    """The kept list in the place of a view; a copy where it could be seen to change."""
    if view.mean:
        size = f"len({kept})"
        return f"{view.mean}({kept}[({size} - 1) // 2 : {size} // 2 + 1])"
    if view.backwards:
        return f"{kept}[::-1]"
    if isinstance(view.node, ast.Name | ast.Subscript) and view.sorting is None:
        return kept
    parent = facts.source.parents[view.node]
    if isinstance(parent, ast.Assign):
        return kept if _stays(parent, adds, facts) else f"{kept}[:]"
    if isinstance(parent, ast.For | ast.comprehension) and parent.iter is view.node:
        inside = any(facts.source.inside(add, parent) for add in adds)
        return f"{kept}[:]" if inside else kept
    if isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load):
        return kept
    if isinstance(parent, ast.Attribute):
        return kept if parent.attr in _ASKED else f"{kept}[:]"
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        quiet = parent.func.id in _READERS and facts.is_builtin(parent.func.id, at=parent)
        return kept if quiet else f"{kept}[:]"
    return f"{kept}[:]"


def _stays(stmt: ast.Assign, adds: Sequence[ast.stmt], facts: Facts) -> bool:
    """True where a name for the kept list is read only while it holds what the name is to hold."""
    target = stmt.targets[0]
    if not isinstance(target, ast.Name) or len(stmt.targets) > 1:
        return False
    name, (loop, *_) = target.id, facts.source.loops(stmt)
    scope = facts.scope(name, stmt)
    if facts.binders(name, scope) != [target]:
        return False
    for add in adds:
        if add.lineno > stmt.lineno or facts.source.loops(add)[0] is not loop:
            return False
    jumps = flow.has(loop, ast.Continue, ast.Break, ast.Return, ast.Raise, ast.Try)
    each_round = stmt in loop.body and not jumps and not loop.orelse
    if isinstance(scope, ast.Module) and not each_round:
        return False
    for use in facts.source.all(ast.Name):
        if use.id != name or use is target or facts.scope(name, use) is not scope:
            continue
        inner = facts.source.function(use) is not facts.source.function(stmt)
        behind = facts.source.inside(use, loop) and use.lineno > stmt.lineno
        if inner or not looks(use, facts) or not (behind or each_round):
            return False
        if each_round and facts.source.inside(use, loop) and not behind:
            return False
    return True
