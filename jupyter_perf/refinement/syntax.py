"""What one node of a syntax tree is: a name, a text, a column of a frame."""

from __future__ import annotations

import ast


def is_name(node: ast.AST, name: str) -> bool:
    """True for this name, read or bound."""
    return isinstance(node, ast.Name) and node.id == name


def text_of(node: ast.expr) -> str | None:
    """The text that is written out here; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def column_of(node: ast.expr, frame: str) -> str | None:
    """`c` of `frame["c"]` and `frame.c`; None for anything else."""
    if not isinstance(node, ast.Subscript | ast.Attribute) or not is_name(node.value, frame):
        return None
    return node.attr if isinstance(node, ast.Attribute) else text_of(node.slice)


def joined_tests(test: ast.expr) -> list[ast.expr]:
    """The tests of rows that `&` joins."""
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.BitAnd):
        return joined_tests(test.left) + joined_tests(test.right)
    return [test]


def parsed(text: str) -> ast.expr:
    """The tree of an expression that was written here."""
    return ast.parse(text, mode="eval").body
