"""Numbers that are made of whole columns of floats: `df['c'].mean()`."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..values import dtype_kind
from ._guessed_columns import guessed

_OF_FLOATS = frozenset({"mean", "std", "median", "var", "min", "max", "sum"})


def is_statistic(node: ast.expr, facts: Facts) -> bool:
    """True for numpy's float of a column of floats, whatever its elements are."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    share = node.func.attr == "quantile" and len(node.args) <= 1 and not node.keywords
    if share and all(isinstance(arg, ast.Constant) for arg in node.args):
        return _of_floats(node.func.value, facts)
    if node.args or node.keywords or node.func.attr not in _OF_FLOATS:
        return False
    return _of_floats(node.func.value, facts)


def _of_floats(column: ast.expr, facts: Facts) -> bool:
    from ._elements import column_samples

    found = {dtype_kind(value.dtype) for value in column_samples(column, facts)}
    return found == {"float"} or (not found and guessed(column, facts) == "float")
