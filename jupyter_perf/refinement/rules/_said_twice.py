"""Lines of array arithmetic in which a part stands twice, with that part worked out once."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

_LONG = 30
"""Shorter parts are read sooner than their names."""


def once(lines: Sequence[str], name: str) -> list[str]:
    """`lines`, simple assignments, with their longest repeated part as `name`, if there is one."""
    trees = [ast.parse(line) for line in lines]
    texts = Counter(
        ast.unparse(part)
        for tree in trees
        for part in ast.walk(tree)
        if isinstance(part, ast.BinOp | ast.Call)
    )
    repeated = [text for text, count in texts.items() if count > 1 and len(text) > _LONG]
    if not repeated:
        return [*lines]
    longest = max(repeated, key=len)
    shorter = _Shorter(longest, name)
    return [f"{name} = {longest}", *(ast.unparse(shorter.visit(tree)) for tree in trees)]


class _Shorter(ast.NodeTransformer):
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp | ast.Call) and ast.unparse(node) == self.text:
            return ast.Name(self.name, ast.Load())
        return super().generic_visit(node)
