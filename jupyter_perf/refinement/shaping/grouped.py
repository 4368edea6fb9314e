"""What becomes of things that are put into the lists of a dict: `groups[key].append(x)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS
from .uses import uses_of

_EMPTY = ("[]", "list()")
_LOOKS = ("len", "bool")


def groups_of(call: ast.Call, facts: Facts) -> ast.Name | None:
    """The dict into whose lists `groups[k].append(x)` or `groups.setdefault(k, []).append(x)` puts
    something."""
    method = call.func
    if not (isinstance(method, ast.Attribute) and method.attr == "append" and len(call.args) == 1):
        return None
    if not isinstance(facts.source.parents[call], ast.Expr) or call.keywords:
        return None
    group = method.value
    if isinstance(group, ast.Subscript) and not isinstance(group.slice, ast.Slice):
        return group.value if isinstance(group.value, ast.Name) else None
    if isinstance(group, ast.Call) and isinstance(group.func, ast.Attribute):
        made = group.func.attr == "setdefault" and len(group.args) == 2 and not group.keywords
        empty = made and ast.unparse(group.args[1]) in _EMPTY
        owner = group.func.value
        return owner if empty and isinstance(owner, ast.Name) else None
    return None


def uses_of_members(groups: ast.Name, facts: Facts) -> list[ast.Name] | None:
    """Where names stand for what is in the lists of a dict; None where it may be got otherwise."""
    scope = facts.scope(groups.id, groups)
    found: list[ast.Name] = []
    for use in uses_of(groups.id, scope, facts):
        members = _by_dict(use, facts)
        if members is None:
            return None
        found += members
    return found


def _by_dict(use: ast.expr, facts: Facts) -> list[ast.Name] | None:
    parent = facts.source.parents[use]
    if _is_looked_at(use, facts):
        return []
    if isinstance(parent, ast.For | ast.comprehension):
        return []  # its keys, which can't be changed
    if isinstance(parent, ast.Subscript) and parent.value is use:
        if isinstance(parent.ctx, ast.Load):
            return _by_group(parent, facts)
        stmt = facts.source.parents[parent]
        return [] if isinstance(stmt, ast.Assign) and ast.unparse(stmt.value) in _EMPTY else None
    call = facts.source.parents[parent]
    if not (isinstance(parent, ast.Attribute) and isinstance(call, ast.Call)):
        return None
    if call.func is not parent or call.keywords:
        return None
    if parent.attr in ("get", "setdefault"):
        return _by_group(call, facts)
    if parent.attr == "keys":
        return [] if isinstance(facts.source.parents[call], ast.For | ast.comprehension) else None
    return _by_pairs(call, parent.attr, facts)


def _by_pairs(call: ast.Call, method: str, facts: Facts) -> list[ast.Name] | None:
    """`for key, group in groups.items()` and `for group in groups.values()`."""
    around = facts.source.parents[call]
    if not isinstance(around, ast.For | ast.comprehension) or around.iter is not call:
        return None
    target = around.target
    if method == "items" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
        target = target.elts[1]
    elif method != "values":
        return None
    if not isinstance(target, ast.Name):
        return None
    found: list[ast.Name] = []
    for group in _given_to(target, around, facts):
        members = _by_group(group, facts)
        if members is None:
            return None
        found += members
    return found


def _by_group(group: ast.expr, facts: Facts) -> list[ast.Name] | None:
    """Where names stand for members of one list, which is only gone through or appended to."""
    parent = facts.source.parents[group]
    if _is_looked_at(group, facts):
        return []
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        put = isinstance(call, ast.Call) and call.func is parent and parent.attr == "append"
        return [] if put and isinstance(facts.source.parents[call], ast.Expr) else None
    if not isinstance(parent, ast.For | ast.comprehension) or parent.iter is not group:
        return None
    names = [part for part in ast.walk(parent.target) if isinstance(part, ast.Name)]
    if flow.stores([parent.target]) != {name.id for name in names}:
        return None
    found = [use for name in names for use in _given_to(name, parent, facts)]
    return None if any(_is_listed(use, facts) for use in found) else found


def _given_to(
    target: ast.Name, around: ast.For | ast.comprehension, facts: Facts
) -> Iterator[ast.Name]:
    """Every place that reads what a loop or comprehension gives a name."""
    if isinstance(around, ast.For):
        where = facts.scope(target.id, target)
        yield from (u for u in uses_of(target.id, where, facts) if isinstance(u, ast.Name))
        return
    whole = facts.source.parents[around]
    assert isinstance(whole, COMPREHENSIONS)
    for part in ast.walk(whole):
        if isinstance(part, ast.Name) and part.id == target.id and part is not target:
            yield part


def _is_listed(use: ast.Name, facts: Facts) -> bool:
    """True where a comprehension makes a collection of the members, unless only its size counts."""
    whole = facts.source.parents[use]
    if isinstance(whole, ast.DictComp):
        return True
    if not isinstance(whole, ast.ListComp | ast.SetComp | ast.GeneratorExp) or whole.elt is not use:
        return False
    return not _is_looked_at(whole, facts)


def _is_looked_at(use: ast.expr, facts: Facts) -> bool:
    """True for `len(use)`, `key in use` and tests of whether there is anything."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id in _LOOKS and facts.is_builtin(parent.func.id, at=use)
    if isinstance(parent, ast.Compare):
        return all(isinstance(op, ast.In | ast.NotIn) for op in parent.ops)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, ast.If | ast.While) and parent.test is use
