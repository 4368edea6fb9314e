"""How a function calls itself, and whether what it returns may be remembered."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

from .. import flow, purity
from ..facts import Facts
from ..source import COMPREHENSIONS, Function

_MANY_BRANCHES = 10


def is_method(node: ast.FunctionDef, facts: Facts) -> bool:
    """True for a function in a class whose first parameter is what it is called on."""
    return isinstance(facts.source.parents[node], ast.ClassDef) and bool(flow.parameters(node))


def self_calls(node: ast.FunctionDef, facts: Facts) -> list[ast.Call]:
    """Calls of a function in itself, by its name or on its first parameter."""
    method = is_method(node, facts)
    return [part for part in ast.walk(node) if _is_self_call(part, node, method)]  # type: ignore[misc]


def _is_self_call(part: ast.AST, node: ast.FunctionDef, method: bool) -> bool:
    if not isinstance(part, ast.Call):
        return False
    called = part.func
    if not method:
        return isinstance(called, ast.Name) and called.id == node.name
    return (
        isinstance(called, ast.Attribute)
        and called.attr == node.name
        and isinstance(called.value, ast.Name)
        and called.value.id == flow.parameters(node)[0]
    )


def most_calls(node: ast.FunctionDef, facts: Facts) -> int:
    """Calls to itself on the path that has most; one that is repeated counts twice."""
    calls = set(map(id, self_calls(node, facts)))
    return _on_path(node.body, calls, 0)


def _on_path(body: Sequence[ast.stmt], calls: set[int], depth: int) -> int:
    found = 0
    for at, stmt in enumerate(body):
        if isinstance(stmt, ast.If) and depth < _MANY_BRANCHES:
            rest = list(body[at + 1 :])
            ways = [
                _on_path([*way, *([] if _ends(way) else rest)], calls, depth + 1)
                for way in (stmt.body, stmt.orelse)
            ]
            return found + _in_expression(stmt.test, calls) + max(ways)
        if isinstance(stmt, ast.For | ast.While):
            found += 2 * sum(id(part) in calls for part in ast.walk(stmt))
        else:
            found += _in_expression(stmt, calls)
        if isinstance(stmt, ast.Return):
            break
    return found


def _ends(body: Sequence[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise)


def _in_expression(node: ast.AST, calls: set[int]) -> int:
    if isinstance(node, ast.IfExp):
        ways = max(_in_expression(node.body, calls), _in_expression(node.orelse, calls))
        return _in_expression(node.test, calls) + ways
    inside = sum(_in_expression(part, calls) for part in ast.iter_child_nodes(node))
    if isinstance(node, COMPREHENSIONS):
        inside *= 2
    return inside + (id(node) in calls)


def why_impure(node: ast.FunctionDef, facts: Facts) -> str:
    """What stands in the way of remembering results within one call from outside, or ""."""
    return read(node, facts).impure


def read(node: ast.FunctionDef, facts: Facts) -> purity.Purity:
    """As `Facts.purity`, where calls to itself are taken to be what is asked about."""
    plain: Function = copy.deepcopy(node)
    name = "\0itself"
    for part in ast.walk(plain):
        if _is_self_call(part, node, is_method(node, facts)):
            part.func = ast.Name(id=name, ctx=ast.Load())  # type: ignore[attr-defined]
    found = purity.purity(plain, lambda n: plain if n == name else facts.meaning(n))
    return purity.Purity(found.impure, found.globals - {name})
