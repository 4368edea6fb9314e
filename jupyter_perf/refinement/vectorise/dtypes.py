"""Kinds of numbers as numpy's types name them."""

from __future__ import annotations

import ast

from ..facts import Facts
from .types import BYTE, KINDS

_DTYPES = {"float": "float", "int": "int", "bool": "bool", "numpy.float64": "float",
           "numpy.int64": "int", "numpy.bool_": "bool", "numpy.double": "float",
           "numpy.uint8": BYTE}  # fmt: skip


def kind_of_dtype(node: ast.expr, facts: Facts) -> str | None:
    """The kind that `dtype=` or `astype` is given; None for one that isn't known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return KINDS.get(node.value) or _DTYPES.get(node.value)
    if isinstance(node, ast.Name) and facts.is_builtin(node.id, at=node):
        return _DTYPES.get(node.id)
    return _DTYPES.get(facts.full_name(node) or "")
