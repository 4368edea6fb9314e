"""The kind of a column's elements after a method of pandas, as far as the form alone shows it."""

from __future__ import annotations

import ast
from collections.abc import Callable

from .syntax import text_of

Ask = Callable[[ast.expr], str | None]
_TESTS = frozenset({"isna", "isnull", "notna", "notnull", "isin", "between", "duplicated"})
_FLOATS = frozenset({"mean", "median", "std", "var"})
_FLOATS_OF_FLOATS = _FLOATS | {
    *("sum", "min", "max", "abs", "round", "clip", "diff", "shift", "rank", "pct_change"),
    *("cumsum", "cummax", "cummin", "cumprod", "ffill", "bfill", "first", "last"),
}
"""Methods of a column of floats, or of a grouped or rolling one, that give floats."""
_OF_WINDOWS = _FLOATS | {"sum", "min", "max", "apply", "quantile", "rank"}
_NUMBERS = ("int", "float")


def called_kind(node: ast.Call, ask: Ask) -> str | None:
    """The kind of `column.method(…)`, or None; `ask` gives the kinds of other expressions."""
    if not isinstance(node.func, ast.Attribute) or any(k.arg == "axis" for k in node.keywords):
        return None
    method, owner = node.func.attr, node.func.value
    if method in _TESTS:
        return "bool" if isinstance(owner, ast.Subscript | ast.Attribute) else None
    if method == "fillna" and len(node.args) == 1 and not node.keywords:
        held, given = ask(owner), ask(node.args[0])
        return held if held == given or (held == "float" and given in _NUMBERS) else None
    if method == "transform" and len(node.args) == 1 and not node.keywords:
        return _transformed(node.args[0], _basis(owner, ask), ask)
    if method in _OF_WINDOWS and _are_windows(owner):
        return "float"
    return "float" if method in _FLOATS_OF_FLOATS and _basis(owner, ask) == "float" else None


def _are_windows(node: ast.expr) -> bool:
    """True for `column.rolling(…)` and the like, of whatever numbers."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr in ("rolling", "expanding", "ewm")


def _basis(node: ast.expr, ask: Ask) -> str | None:
    """The kind of a column, maybe grouped (`frame.groupby(…)["c"]`) or in windows."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("rolling", "expanding"):
            return _basis(node.func.value, ask)
        return ask(node)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):
        called = node.value.func
        if isinstance(called, ast.Attribute) and called.attr == "groupby":
            column = ast.Subscript(called.value, node.slice, node.ctx)
            return ask(column) if text_of(node.slice) is not None else None
    return ask(node)


def _transformed(given: ast.expr, held: str | None, ask: Ask) -> str | None:
    """The kind of a grouped column of floats after `transform`."""
    name = text_of(given)
    if name is not None:
        return "float" if name in _FLOATS_OF_FLOATS and held == "float" else None
    if not isinstance(given, ast.Lambda) or held != "float":
        return None
    parameters = [arg.arg for arg in given.args.args]
    return "float" if len(parameters) == 1 and _of_floats(given.body, parameters[0]) else None


def _of_floats(node: ast.expr, group: str) -> bool:
    """True for arithmetic on a column of floats, its reductions and numbers."""
    if isinstance(node, ast.Name):
        return node.id == group
    if isinstance(node, ast.BinOp):
        plain = isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div)
        sides = [
            part
            for part in (node.left, node.right)
            if not (isinstance(part, ast.Constant) and type(part.value) in (int, float))
        ]
        return plain and bool(sides) and all(_of_floats(part, group) for part in sides)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "fillna" and len(node.args) == 1 and not node.keywords:
        return _of_floats(node.func.value, group) and _of_floats(node.args[0], group)
    return node.func.attr in _FLOATS_OF_FLOATS and _of_floats(node.func.value, group)
