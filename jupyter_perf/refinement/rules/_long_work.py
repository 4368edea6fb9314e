"""Expressions that take so long that evaluating them once instead of often pays."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, Function
from ._steady import LIBRARIES

_LONG_BUILTINS = flow.words("all any dict frozenset list max min set sorted sum tuple")
_LONG_METHODS = flow.words(
    """argmax argmin corr count cumsum describe groupby idxmax idxmin index max mean median min
    nunique prod quantile rank sort_values std sum tolist unique value_counts var"""
)
_TEXT_METHODS = flow.words(
    """capitalize casefold join lower lstrip replace rstrip split splitlines strip title upper"""
)
_ARRAY_MAKERS = flow.words("array asarray zeros ones arange linspace sort diff cumsum unique")


def takes_long(node: ast.expr, facts: Facts) -> bool:
    """True for a call that goes through something, so that doing it once pays."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            return called.id in _LONG_BUILTINS and _goes_through(node)
        body = facts.definition(called.id)
        if body is not None:
            return _has_loop(body, facts, 3)
    full = facts.full_name(called)
    if full is not None and full.startswith(LIBRARIES):
        return full.startswith(("statistics.", "collections.", "json.")) or (
            full.startswith("numpy.") and any(_is_large(a, facts) for a in node.args)
        )
    if not isinstance(called, ast.Attribute):
        return False
    if called.attr in _TEXT_METHODS:
        return shapes.within(shapes_of(called.value, facts), "str") and (
            not isinstance(called.value, ast.Constant) or bool(node.args)
        )
    return called.attr in _LONG_METHODS


def _goes_through(node: ast.Call) -> bool:
    only = node.args[0] if len(node.args) == 1 else None
    short = isinstance(only, ast.List | ast.Tuple | ast.Constant)
    return only is not None and not short


def _is_large(node: ast.expr, facts: Facts) -> bool:
    if facts.kind_of(node) in ("ndarray", "list", "Series", "DataFrame"):
        return True
    made = facts.assigned(node) if isinstance(node, ast.Name) else None
    return isinstance(node, ast.ListComp) or _makes_array(made, facts)


def _makes_array(node: ast.expr | None, facts: Facts) -> bool:
    if not isinstance(node, ast.Call):
        return False
    full = facts.full_name(node.func) or ""
    return full.startswith("numpy.") and full[6:] in _ARRAY_MAKERS


def _has_loop(function: Function, facts: Facts, depth: int) -> bool:
    if flow.has(function, ast.For, ast.While, *COMPREHENSIONS):
        return True
    calls = [part for part in ast.walk(function) if isinstance(part, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Name):
            if call.func.id in _LONG_BUILTINS and _goes_through(call):
                return True
            body = facts.definition(call.func.id) if depth else None
            if body is not None and body is not function and _has_loop(body, facts, depth - 1):
                return True
    return False
