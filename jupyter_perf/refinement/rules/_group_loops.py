"""Loops that go through the groups of a frame: by the values of a column, or by `groupby`."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..source import COMPREHENSIONS
from ..syntax import is_name, text_of
from ._group_writes import GroupWrites

_SAME_VALUES = ("tolist", "to_list", "to_numpy", "dropna", "unique")


def group_writes(loop: ast.For, facts: Facts) -> GroupWrites | None:
    """What a loop over groups writes, or None for other loops."""
    found = _by_groupby(loop) or _by_uniques(loop, facts)
    if found is None or loop.orelse:
        return None
    body = loop.body
    while len(body) == 1 and isinstance(body[0], ast.For) and not found.by_label:
        inner = body[0]
        key = _unique_key(inner.iter, facts)
        if key is None or key[0].id != found.frame.id or not isinstance(inner.target, ast.Name):
            return None
        if key[1] in found.keys or inner.orelse or not _each_once(inner.iter, facts):
            return None
        found.keys[key[1]], body = inner.target.id, inner.body
    if found.frame.id in found.bound or len(set(found.keys.values())) < len(found.keys):
        return None
    found.read(body)
    return found if found.writes else None


def _by_uniques(loop: ast.For, facts: Facts) -> GroupWrites | None:
    key = _unique_key(loop.iter, facts)
    if key is None or not isinstance(loop.target, ast.Name) or not _each_once(loop.iter, facts):
        return None
    return GroupWrites(key[0], loop, {key[1]: loop.target.id})


def _unique_key(node: ast.expr, facts: Facts) -> tuple[ast.Name, str] | None:
    """(frame, key) of `frame["key"].unique()`, maybe as a sorted list or under a name."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        found = None if value is None else _unique_key(value, facts)
        return found if found is not None and _kept(node, value, *found, facts) else None
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        key = text_of(node.slice)
        return None if key is None else (node.value, key)
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute):
        known = called.attr in _SAME_VALUES and not node.args
        return _unique_key(called.value, facts) if known else None
    if not isinstance(called, ast.Name) or called.id not in ("sorted", "list", "set"):
        return None
    if len(node.args) != 1 or not facts.is_builtin(called.id, at=node):
        return None
    return _unique_key(node.args[0], facts)


def _kept(name: ast.Name, value: ast.expr | None, frame: ast.Name, key: str, facts: Facts) -> bool:
    """True where the column stays as it is from where a name gets its values to where it is read.

    Other columns may be set meanwhile.
    """
    if value is None or facts.source.function(name) is not facts.source.function(value):
        return False
    made = facts.source.statement(value)
    block = facts.source.block(made)
    used = next((stmt for stmt in block if facts.source.inside(name, stmt)), None)
    if used is None:
        return False
    for stmt in block:
        if not made.lineno < stmt.lineno < used.lineno or frame.id not in facts.changed(stmt):
            continue
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
        if not isinstance(target, ast.Subscript) or not is_name(target.value, frame.id):
            return False
        if text_of(target.slice) in (None, key):
            return False
    return True


def _each_once(node: ast.expr, facts: Facts) -> bool:
    """True for values without repeats."""
    value = facts.assigned(node) if isinstance(node, ast.Name) else node
    return value is not None and any(
        (isinstance(part, ast.Attribute) and part.attr == "unique") or is_name(part, "set")
        for part in ast.walk(value)
    )


def goes_through(name: ast.Name, frame: str, column: str, facts: Facts) -> bool:
    """True for the target of a loop over the values of `frame[column]`, just as they are."""
    for parent in facts.source.ancestors(name):
        clauses = parent.generators if isinstance(parent, COMPREHENSIONS) else [parent]
        for clause in clauses:
            if not isinstance(clause, ast.For | ast.comprehension):
                continue
            if not is_name(clause.target, name.id):
                continue
            arrays = any(
                isinstance(part, ast.Attribute) and part.attr in ("to_numpy", "values")
                for part in ast.walk(clause.iter)
            )
            key = None if arrays else _unique_key(clause.iter, facts)
            bound = [n for n in ast.walk(clause) if is_name(n, name.id)]
            once = sum(isinstance(n.ctx, ast.Store) for n in bound if isinstance(n, ast.Name)) == 1
            return once and key is not None and (key[0].id, key[1]) == (frame, column)
    return False


def _by_groupby(loop: ast.For) -> GroupWrites | None:
    """`for name, group in frame.groupby(keys)`."""
    call, target = loop.iter, loop.target
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    if call.func.attr != "groupby" or len(call.args) != 1 or call.keywords:
        return None
    by = call.args[0].elts if isinstance(call.args[0], ast.List) else [call.args[0]]
    keys = [text_of(key) for key in by]
    if not isinstance(call.func.value, ast.Name) or None in keys or not keys:
        return None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    group = target.elts[1]
    if not isinstance(group, ast.Name):
        return None
    named = {key: "" for key in keys if key}
    return GroupWrites(call.func.value, loop, named, by_label=True, rows={group.id})
