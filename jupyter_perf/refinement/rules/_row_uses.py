"""How functions use a row that they are given: as a mapping, or by attributes alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .. import flow
from ..facts import Facts
from ..source import Function
from ..syntax import is_name

_DEPTH = 3


def as_mapping(
    name: str,
    body: list[ast.AST],
    facts: Facts,
    depth: int = _DEPTH,
    beside: Iterable[ast.Attribute] = (),
) -> bool:
    """True where every use of `name` is one that a dictionary serves as well as a Series.

    `beside` are attributes of `name` that are no obstacle.
    """
    inside: set[ast.AST] = {node.value for node in beside}
    for node in flow.walk(body):
        if isinstance(node, ast.Subscript) and is_name(node.value, name):
            if isinstance(node.ctx, ast.Load) and _key(node.slice, facts):
                inside.add(node.value)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):
            inside.add(node.comparators[-1])
        elif isinstance(node, ast.Call):
            inside |= _served(node, name, facts, depth)
    uses = [n for n in flow.walk(body) if is_name(n, name)]
    return all(use in inside for use in uses)


def by_attributes(name: str, body: list[ast.AST]) -> set[str] | None:
    """The attributes that are read of `name`, where nothing else is done with it."""
    found = {node.value: node.attr for node in attributes_of(name, body)}
    uses = [n for n in flow.walk(body) if is_name(n, name)]
    return set(found.values()) if all(use in found for use in uses) else None


def attributes_of(name: str, body: list[ast.AST]) -> list[ast.Attribute]:
    """Where an attribute of `name` is read."""
    return [n for n in flow.walk(body) if isinstance(n, ast.Attribute) and is_name(n.value, name)]


def _key(node: ast.expr, facts: Facts) -> bool:
    """True for one label; a list of them would make a Series."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.Name):
        return facts.kind_of(node) in (None, "str", "int")
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _served(call: ast.Call, name: str, facts: Facts, depth: int) -> set[ast.AST]:
    """Uses of `name` in a call that a dictionary serves."""
    called = call.func
    if isinstance(called, ast.Attribute) and called.attr == "get" and is_name(called.value, name):
        return {called.value} if len(call.args) in (1, 2) and not call.keywords else set()
    function = facts.definition(called.id) if isinstance(called, ast.Name) else None
    if not isinstance(function, ast.FunctionDef) or depth == 0:
        return set()
    found: set[ast.AST] = set()
    names = [arg.arg for arg in [*function.args.posonlyargs, *function.args.args]]
    given = dict(zip(names, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
    for parameter, value in given.items():
        if is_name(value, name) and serves(function, parameter, facts, depth - 1):
            found.add(value)
    return found


def serves(function: Function, parameter: str, facts: Facts, depth: int = _DEPTH) -> bool:
    """True where a function may be given a dictionary for its parameter, and returns no row."""
    body: list[ast.AST] = (
        [function.body] if isinstance(function, ast.Lambda) else list(function.body)
    )
    if parameter in flow.stores(body) or flow.has(body, ast.Yield, ast.YieldFrom, ast.Await):
        return False
    return not makes_series(function, facts) and as_mapping(parameter, body, facts, depth)


def makes_series(function: Function, facts: Facts) -> bool:
    """True where what a function returns may be a Series, which `apply` spreads out."""
    if isinstance(function, ast.Lambda):
        returned: list[ast.expr | None] = [function.body]
    else:
        returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return)]
    for node in flow.walk([value for value in returned if value is not None]):
        if isinstance(node, ast.Attribute | ast.Name):
            text = node.attr if isinstance(node, ast.Attribute) else node.id
            if text in ("Series", "DataFrame"):
                return True
    return False
