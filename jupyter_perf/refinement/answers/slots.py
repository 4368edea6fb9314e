"""A place in a source where something else may stand, and whether all around stays as it is."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from .parsing import tree_of

_Step = tuple[str, int | None]
"""A field of a node, and the place in it where it is a list."""


@dataclass(frozen=True)
class Slot:
    """The place of a statement, with the tree that is around it.

    `fits` compares trees without positions: what is put there may have any length, and may not
    change what stands outside of it.
    """

    path: tuple[_Step, ...]
    """From the module to the placeholder."""
    around: str
    """The tree with the placeholder in it."""
    after: int
    """Statements that follow in the same block."""
    column: int
    """Of the placeholder, in bytes."""

    @classmethod
    def for_block(cls, prefix: str, indent: str, suffix: str) -> Slot | None:
        """The slot between the two for statements, the first of them at `indent`.

        Where `prefix` ends in the middle of a line, that has the indentation. None where no
        statement can stand there.
        """
        name = _free_name(prefix + suffix)
        at_start = not prefix or prefix.endswith(("\n", "\r"))
        text = f"{indent if at_start else ''}{name}"
        text += "" if suffix.startswith(("\n", "\r")) or not suffix else "\n"
        tree = tree_of(prefix + text + suffix)
        path = None if tree is None else _path(tree, name)
        if tree is None or path is None or path[-1] != ("value", None):
            return None
        parent = _at(tree, path[:-2])
        field, index = path[-2]
        block = getattr(parent, field, None)
        if index is None or not isinstance(block, list) or not isinstance(block[index], ast.Expr):
            return None
        column = block[index].col_offset
        block[index] = ast.Pass()
        return cls(path[:-1], ast.dump(tree), len(block) - index - 1, column)

    def fits(self, tree: ast.Module) -> bool:
        """Whether `tree` is what was around the slot, with something of its own in it.

        `tree` is changed.
        """
        parent = _at(tree, self.path[:-1])
        field, index = self.path[-1]
        found = getattr(parent, field, None)
        if not isinstance(found, list) or index is None:
            return False
        end = len(found) - self.after
        if end <= index:
            return False
        found[index:end] = [ast.Pass()]
        return ast.dump(tree) == self.around

    def leaves_at(self, tree: ast.Module, before: int, lines: int) -> int:
        """How many of the `lines` after line `before` come before one that is left of the slot."""
        starts = [
            node.lineno - 1 - before
            for node in ast.walk(tree)
            if isinstance(node, ast.stmt) and getattr(node, "col_offset", self.column) < self.column
        ]
        return min((start for start in starts if 0 < start < lines), default=lines - 1)


def _free_name(text: str) -> str:
    name = "_slot"
    while name in text:
        name += "_"
    return name


def _path(tree: ast.Module, name: str) -> tuple[_Step, ...] | None:
    """The way from `tree` to the name; None where it stands nowhere, as in a string."""
    waiting: list[tuple[ast.AST, tuple[_Step, ...]]] = [(tree, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, ast.Name) and node.id == name:
            return path
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                waiting.append((value, (*path, (field, None))))
            elif isinstance(value, list):
                waiting += [
                    (child, (*path, (field, index)))
                    for index, child in enumerate(value)
                    if isinstance(child, ast.AST)
                ]
    return None


def _at(tree: ast.AST, path: tuple[_Step, ...]) -> Any:
    """The node at the end of `path`; None where the tree has no such place."""
    node: Any = tree
    for field, index in path:
        node = getattr(node, field, None)
        if index is not None:
            node = node[index] if isinstance(node, list) and index < len(node) else None
    return node
