"""Values that calls give parameters: those of the entry, and those in the source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from .source import Function

if TYPE_CHECKING:
    from .facts import Facts


def of_parameter(function: Function, name: str, facts: Facts) -> list[Any]:
    """Values of a parameter of a function at top level; empty where one isn't known."""
    if isinstance(function, ast.Lambda) or not isinstance(
        facts.source.parents.get(function), ast.Module
    ):
        return []
    found = []
    if facts.entry == function.name:
        found += [given[name] for given in given_to_entry(function, facts) if name in given]
    for node in facts.source.all(ast.Name):
        if node.id != function.name or not isinstance(node.ctx, ast.Load):
            continue
        if facts.source.inside(node, function):
            continue
        call = facts.source.parents[node]
        argument = _argument(call, node, _positional(function), name)
        known = facts.samples(argument) if argument is not None else []
        if not known:
            return []
        found += known
    return found


def given_to_entry(
    function: ast.FunctionDef | ast.AsyncFunctionDef, facts: Facts
) -> list[dict[str, Any]]:
    """What each call from outside gives the entry, by parameter; defaults aren't filled in."""
    positional = _positional(function)
    found = []
    for call in facts.calls:
        args = call if isinstance(call, tuple) else getattr(call, "args", ())
        kwargs = getattr(call, "kwargs", {})
        found.append({**dict(zip(positional, args, strict=False)), **kwargs})
    return found


def _positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    spec = function.args
    return [arg.arg for arg in [*spec.posonlyargs, *spec.args]]


def _argument(
    call: ast.AST, function: ast.Name, positional: list[str], name: str
) -> ast.expr | None:
    """The expression that a call gives for a parameter; None where it can't be told."""
    if not isinstance(call, ast.Call) or call.func is not function:
        return None
    if any(isinstance(arg, ast.Starred) for arg in call.args):
        return None
    given = dict(zip(positional, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
    return given.get(name)
