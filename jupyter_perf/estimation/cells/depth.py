"""A first guess of a cell's power from its text: how deep its loops are nested.

It only sets how far the first steps of a climb go; what is predicted comes from what was measured.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Mapping

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_CUBIC = frozenset(
    ("matmul", "dot", "tensordot", "einsum", "matrix_power", "inv", "pinv", "solve", "lstsq", "svd",
     "eig", "eigh", "eigvals", "eigvalsh", "qr", "cholesky", "det", "slogdet", "expm")
)  # fmt: skip
_MATRICES = 3
MOST = 4


def depth_of(tree: ast.AST, namespace: Mapping[str, object]) -> int | None:
    """1 where nothing is nested, 3 for products and decompositions of matrices; None where the
    cell calls functions of the user's, whose loops aren't here."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and isinstance(
            namespace.get(called.id), types.FunctionType
        ):
            return None
    return max(1, min(MOST, _depth(tree)))


def _depth(node: ast.AST) -> int:
    inner = max((_depth(child) for child in ast.iter_child_nodes(node)), default=0)
    if isinstance(node, _LOOPS):
        return inner + 1
    if isinstance(node, _COMPREHENSIONS):
        return inner + len(node.generators)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return max(inner, _MATRICES)
    if isinstance(node, ast.Call) and _name(node.func) in _CUBIC:
        return max(inner, _MATRICES)
    return inner


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else ""
