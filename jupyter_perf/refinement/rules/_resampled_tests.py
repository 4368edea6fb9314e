"""Tests of rows, as `rows['c'] == 'x'`, that say the same of a frame's rows wherever they stand."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..syntax import text_of
from ..values import Frame

_KINDS = frozenset({"int", "float", "str", "bool", "datetime"})
_NUMBERS = frozenset({"int", "float"})
_SCALARS = frozenset({"int", "float", "str", "bool"})
_ASKED = frozenset({"isin", "isna", "notna", "isnull", "notnull", "between"})


def column_named(node: ast.expr, name: str, known: Frame) -> str | None:
    """The column of `name['c']` and `name.c`, where the frame has it."""
    label: str | None = None
    if isinstance(node, ast.Subscript) and _is(node.value, name):
        label = text_of(node.slice)
    elif isinstance(node, ast.Attribute) and _is(node.value, name):
        label = node.attr if node.attr.isidentifier() and not _has(node.attr) else None
    return label if label is not None and known.columns.get(label) in _KINDS else None


def is_test(node: ast.expr, name: str, known: Frame, fixed: Facts, changed: set[str]) -> bool:
    """True for a test of single rows of what `name` holds, by columns and what stays the same."""
    column = column_named(node, name, known)
    if column is not None:
        return known.columns[column] == "bool"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        return is_test(node.operand, name, known, fixed, changed)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        sides = (node.left, node.right)
        return all(is_test(side, name, known, fixed, changed) for side in sides)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        if isinstance(node.ops[0], ast.In | ast.NotIn | ast.Is | ast.IsNot):
            return False
        sides = (node.left, node.comparators[0])
        columns = [_is_column(side, name, known) for side in sides]
        return any(columns) and all(
            one or _is_fixed(side, fixed, changed) for one, side in zip(columns, sides, strict=True)
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        column = column_named(node.func.value, name, known)
        plain = node.func.attr in _ASKED and not node.keywords
        return column is not None and plain and all(_stays(a, changed) for a in node.args)
    return False


def columns_in(node: ast.expr, name: str, known: Frame) -> set[str]:
    """The columns of `name` that an expression asks for."""
    parts = (part for part in ast.walk(node) if isinstance(part, ast.expr))
    return {label for part in parts if (label := column_named(part, name, known)) is not None}


def _is_column(node: ast.expr, name: str, known: Frame) -> bool:
    """True for a column, and for sums and products of columns of numbers."""
    column = column_named(node, name, known)
    if column is not None:
        return True
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult)):
        return False
    found = columns_in(node, name, known)
    plain = all(known.columns[one] in _NUMBERS for one in found)
    return plain and all(
        _is_column(side, name, known) or isinstance(side, ast.Constant)
        for side in (node.left, node.right)
    )


def _is_fixed(node: ast.expr, facts: Facts, changed: set[str]) -> bool:
    """True for a constant, and for a number or text by a name."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is_fixed(node.operand, facts, changed)
    if isinstance(node, ast.Constant):
        return node.value is not None
    if not isinstance(node, ast.Name) or node.id in changed:
        return False
    return facts.kind_of(node) in _SCALARS


def _stays(node: ast.expr, changed: set[str]) -> bool:
    inside = list(ast.walk(node))
    named = {part.id for part in inside if isinstance(part, ast.Name)}
    return not named & changed and not any(isinstance(part, ast.Call) for part in inside)


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _has(attribute: str) -> bool:
    import pandas

    return hasattr(pandas.DataFrame, attribute)
