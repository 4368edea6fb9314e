"""Whether elements keep the keys by which they were put into a dict."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of
from ._inner_loops import Inner
from ._slots import stays_home

_CHANGERS = frozenset({"update", "pop", "popitem", "clear", "setdefault", "insert"})


def keys_change(inner: Inner, key: ast.expr, before: ast.stmt, facts: Facts) -> bool:
    """True where an element may get another key after the dict was made."""
    held = elements_of(inner.iterated, facts)
    if shapes.hashable(held) and not flow.has(key, ast.Attribute) and not inner.given:
        return False
    used = {ast.dump(part.slice) for part in ast.walk(key) if isinstance(part, ast.Subscript)}
    for part in ast.walk(before):
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            same = not isinstance(part.slice, ast.Constant) or ast.dump(part.slice) in used
            if same and not is_own(part.value, facts):
                return True
        elif (isinstance(part, ast.Attribute) and not isinstance(part.ctx, ast.Load)) or (
            isinstance(part, ast.Call) and getattr(part.func, "attr", "") in _CHANGERS
        ):
            return True
    return False


def changes_meanwhile(inner: Inner, wanted: ast.expr, facts: Facts) -> bool:
    """True where what keys are compared with may change while an inner loop runs."""
    if inner.loop is None:
        return False
    body = inner.loop.body
    if inner.loads(wanted) & flow.stores(body) - inner.given.keys():
        return True
    parts = [part for part in ast.walk(wanted) if isinstance(part, ast.Subscript | ast.Attribute)]
    read = {_label(part) for part in parts}
    for part in flow.walk(body) if parts else ():
        if isinstance(part, ast.Subscript | ast.Attribute) and not isinstance(part.ctx, ast.Load):
            # By a key that isn't constant, another container that is known to be one is meant.
            known = _label(part) != "" or is_own(part.value, facts)
            if _label(part) in read or not known:
                return True
    return False


def _label(part: ast.Subscript | ast.Attribute) -> str:
    """By what a part is reached; "" where that isn't constant."""
    if isinstance(part, ast.Attribute):
        return f".{part.attr}"
    return ast.dump(part.slice) if isinstance(part.slice, ast.Constant) else ""


def is_own(node: ast.expr, facts: Facts) -> bool:
    """True for a container that the source itself made, which is no element of another."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return is_own(node.value, facts) and _holds_new_ones(node.value, facts)
    if not isinstance(node, ast.Name):
        return False
    made = facts.assigned(node)
    return (
        made is not None
        and facts.kind_of(made) in ("dict", "list", "set")
        and not isinstance(made, ast.Name | ast.Subscript | ast.Attribute)
    )


def _holds_new_ones(name: ast.Name, facts: Facts) -> bool:
    """True where all that is put into an empty dict of the source's own is made on the spot."""
    made = facts.assigned(name)
    if not isinstance(made, ast.Dict) or made.keys or not stays_home(name, facts):
        return False
    for use in facts.source.all(ast.Name):
        if use.id != name.id or facts.scope(use.id, use) is not facts.scope(name.id, name):
            continue
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Attribute) and parent.attr not in flow.QUIET_METHODS:
            return False
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            stmt = facts.source.parents[parent]
            new = isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Dict | ast.List)
            if not new:
                return False
    return True
