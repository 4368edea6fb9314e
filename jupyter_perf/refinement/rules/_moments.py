"""Whether a name holds moments or days of Python's `datetime`, by what it is given."""

from __future__ import annotations

import ast
from datetime import date, datetime

from .. import flow
from ..call_sites import called_function
from ..facts import Facts
from ..local_names import generator_of

_MOMENTS = flow.words("strptime fromisoformat now utcnow today fromtimestamp combine")
_DAYS = flow.words("today fromisoformat fromordinal fromtimestamp fromisocalendar")
_DEPTH = 6


def moment_kind(node: ast.expr, facts: Facts, depth: int = _DEPTH) -> str | None:
    """`datetime` or `date` where an expression gives that class itself; else None."""
    if depth == 0:
        return None
    if isinstance(node, ast.Call):
        return _of_call(node, facts, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        # What a difference of two moments gives has no format.
        return moment_kind(node.left, facts, depth - 1)
    if isinstance(node, ast.IfExp):
        both = {moment_kind(side, facts, depth - 1) for side in (node.body, node.orelse)}
        return both.pop() if len(both) == 1 else None
    return _of_name(node, facts, depth) if isinstance(node, ast.Name) else None


def _of_call(node: ast.Call, facts: Facts, depth: int) -> str | None:
    module, _, made = (facts.full_name(node.func) or "").rpartition(".")
    if module == "datetime" and made in ("datetime", "date"):
        return made
    if module == "datetime.datetime" and made in _MOMENTS:
        return "datetime"
    if module == "datetime.date" and made in _DAYS:
        return "date"
    function = called_function(node, facts)
    if function is not None:
        own = flow.own_statements(function)
        given = [part.value for part in own if isinstance(part, ast.Return)]
        kinds = {moment_kind(value, facts, depth - 1) if value else None for value in given}
        return kinds.pop() if len(kinds) == 1 else None
    if isinstance(node.func, ast.Attribute):
        base = moment_kind(node.func.value, facts, depth - 1)
        if node.func.attr == "date" and base == "datetime":
            return "date"
        return base if node.func.attr in ("replace", "astimezone") else None
    return None


def _of_name(node: ast.Name, facts: Facts, depth: int) -> str | None:
    known = facts.samples(node)
    if known:
        return _class_of(known)
    generator = generator_of(node, facts.source)
    if generator is not None:
        alone = isinstance(generator.target, ast.Name)
        return _of_element(generator.iter, facts, depth) if alone else None
    scope = facts.scope(node.id, node)
    if node.id in facts.namespace:
        return None
    kinds = {_bound(binder, facts, depth) for binder in facts.binders(node.id, scope)}
    kinds.discard("the same")
    given = isinstance(scope, ast.FunctionDef) and node.id in flow.parameters(scope)
    return kinds.pop() if len(kinds) == 1 and not given else None


def _bound(binder: ast.AST, facts: Facts, depth: int) -> str | None:
    stmt = facts.source.parents[binder]
    if isinstance(stmt, ast.Assign) and binder in stmt.targets:
        return moment_kind(stmt.value, facts, depth - 1)
    if isinstance(stmt, ast.AugAssign):
        return "the same" if isinstance(stmt.op, ast.Add | ast.Sub) else None
    if isinstance(stmt, ast.For) and stmt.target is binder:
        return _of_element(stmt.iter, facts, depth)
    return None


def _of_element(iterated: ast.expr, facts: Facts, depth: int) -> str | None:
    """The class of what goes through a list of which each element is known, or how it is made."""
    lists = [value for value in facts.samples(iterated) if isinstance(value, list | tuple)]
    if lists:
        return _class_of([element for value in lists for element in value])
    made = facts.assigned(iterated) if isinstance(iterated, ast.Name) else iterated
    return moment_kind(made.elt, facts, depth - 1) if isinstance(made, ast.ListComp) else None


def _class_of(known: list[object]) -> str | None:
    types = set(map(type, known))
    return "datetime" if types == {datetime} else "date" if types == {date} else None
