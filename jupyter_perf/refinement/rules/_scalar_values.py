"""Values that can't be changed in place: numbers, texts, truth values, tuples of them."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of


def is_scalar(node: ast.expr, facts: Facts) -> bool:
    """True where a value can't be changed in place, so that one may stand for many."""
    found = shapes_of(node, facts)
    if found and shapes.hashable(found):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            return called.id in ("all", "any", "len", "str", "repr", "int", "float", "bool")
        body = facts.definition(called.id)
        return isinstance(body, ast.FunctionDef) and _returns_scalars(body, facts)
    full = facts.full_name(called) or ""
    return full.startswith(("math.", "statistics."))


def _returns_scalars(function: ast.FunctionDef, facts: Facts) -> bool:
    """True where each `return` gives a number, a string or a truth value by its very form."""
    parts = [part for part in flow.own_statements(function) if isinstance(part, ast.Return)]
    return bool(parts) and all(p.value is None or _is_scalar_form(p.value, facts) for p in parts)


def _is_scalar_form(node: ast.expr, facts: Facts) -> bool:
    if isinstance(node, ast.Constant | ast.Compare | ast.JoinedStr):
        return True
    if isinstance(node, ast.UnaryOp):
        return _is_scalar_form(node.operand, facts)
    if isinstance(node, ast.BinOp):
        # No built-in container can be divided by, subtracted from or raised to anything.
        exact = isinstance(node.op, ast.Div | ast.FloorDiv | ast.Pow)
        sides = (node.left, node.right)
        return exact or any(_is_scalar_form(side, facts) for side in sides)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("sum", "len", "round", "int", "float", "str", "bool", "any", "all")
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and (
        isinstance(called.value, ast.Name) and called.value.id == "math"
    )
