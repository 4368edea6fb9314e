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
_INTS_OF_INTS = frozenset({"sum", "min", "max", "cumsum", "cummax", "cummin"})
_OF_WINDOWS = _FLOATS | {"sum", "min", "max", "apply", "quantile", "rank"}
_NUMBERS = ("int", "float")


def called_kind(node: ast.Call, ask: Ask) -> str | None:
    """The kind of `column.method(…)`, or None; `ask` gives the kinds of other expressions."""
    if not isinstance(node.func, ast.Attribute) or any(k.arg == "axis" for k in node.keywords):
        return None
    method, owner = node.func.attr, node.func.value
    if method in _TESTS:
        return "bool" if isinstance(owner, ast.Subscript | ast.Attribute) else None
    if method == "total_seconds" and isinstance(owner, ast.Attribute) and owner.attr == "dt":
        return "float"
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
    """The kind of a grouped column of numbers after `transform`."""
    name = text_of(given)
    if held not in _NUMBERS:
        return None
    kind = None
    if name is not None:
        kind = _called_on(name, held)
    elif isinstance(given, ast.Lambda):
        parameters = [arg.arg for arg in given.args.args]
        kind = _grouped(given.body, parameters[0], held) if len(parameters) == 1 else None
    # Rows without a key are in no group, and whole numbers have no holes.
    return kind if kind == "float" else None


def is_divided(node: ast.expr, ask: Ask) -> bool:
    """True for a grouped column of numbers after `transform`, be they whole or not."""
    called = node.func if isinstance(node, ast.Call) else None
    if not (isinstance(called, ast.Attribute) and called.attr == "transform"):
        return False
    assert isinstance(node, ast.Call)
    name = text_of(node.args[0]) if len(node.args) == 1 and not node.keywords else None
    return name in _FLOATS_OF_FLOATS | {"size", "count"} and _basis(called.value, ask) in _NUMBERS


def _called_on(method: str, held: str) -> str | None:
    """The kind of what a method of numbers of one kind gives."""
    if held == "float":
        return "float" if method in _FLOATS_OF_FLOATS else None
    if method in _FLOATS or method in ("rank", "pct_change"):
        return "float"
    return "int" if method in _INTS_OF_INTS else None


def _grouped(node: ast.expr, group: str, held: str) -> str | None:
    """The kind of arithmetic on a column of numbers, its reductions and numbers."""
    if isinstance(node, ast.Name):
        return held if node.id == group else None
    if isinstance(node, ast.Constant):
        kind = type(node.value).__name__
        return kind if kind in _NUMBERS else None
    if isinstance(node, ast.BinOp):
        kinds = {_grouped(part, group, held) for part in (node.left, node.right)}
        if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div) or None in kinds:
            return None
        return "float" if isinstance(node.op, ast.Div) or "float" in kinds else "int"
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    basis = _grouped(node.func.value, group, held)
    if basis is None:
        return None
    if node.func.attr == "fillna" and len(node.args) == 1 and not node.keywords:
        return basis if basis == "float" and _grouped(node.args[0], group, held) else None
    return _called_on(node.func.attr, basis)
