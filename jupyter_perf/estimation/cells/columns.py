"""Columns that a cell groups or joins by: their groups are kept whole in samples."""

from __future__ import annotations

import ast

_BY_FIRST = frozenset(
    ("groupby", "merge", "join", "pivot_table", "pivot", "drop_duplicates", "set_index",
     "nunique", "crosstab", "map", "duplicated")
)  # fmt: skip
_BY_KEYWORD = frozenset(("by", "on", "left_on", "right_on", "index", "columns", "subset", "keys"))


def columns_by(tree: ast.Module) -> tuple[str, ...]:
    """Texts given to such calls, and columns whose `unique()` or `groups` is looped over."""
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in _BY_FIRST:
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg in _BY_KEYWORD)]
            found |= dict.fromkeys(text for each in given for text in _texts(each))
        elif node.func.attr == "unique" and isinstance(node.func.value, ast.Subscript):
            found |= dict.fromkeys(_texts(node.func.value.slice))
    return tuple(found)


def _texts(node: ast.expr) -> list[str]:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
