"""Rounds over the places of a list, and whether a number is how many there are."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ._bounds import known_difference, linear, size_of

FARTHEST = 2
"""Neighbours farther than this are left alone."""


@dataclass(frozen=True)
class Rounds:
    """Rounds over the places of a list: `range(start, size - back)`, where `size` is its length."""

    index: str
    start: int
    size: ast.expr
    back: int

    @property
    def whole(self) -> bool:
        """Whether each place has its round."""
        return self.start == 0 and self.back == 0


def rounds_of(target: ast.expr, iterated: ast.expr, facts: Facts) -> Rounds | None:
    """The rounds of `for i in range(n)`, `range(1, n)`, `range(len(items) - 1)`."""
    if not (isinstance(target, ast.Name) and isinstance(iterated, ast.Call)):
        return None
    called, given = iterated.func, iterated.args
    if not (isinstance(called, ast.Name) and called.id == "range") or iterated.keywords:
        return None
    if len(given) not in (1, 2) or not facts.is_builtin("range", at=iterated):
        return None
    start = number(given[0]) if len(given) == 2 else 0
    size, back = given[-1], 0
    if isinstance(size, ast.BinOp) and isinstance(size.op, ast.Sub):
        back = number(size.right) or 0
        size = size.left
        if not back:
            return None
    if start is None or not 0 <= start <= FARTHEST or not 0 <= back <= FARTHEST:
        return None
    return Rounds(target.id, start, size, back)


def number(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def is_length(size: ast.expr, name: ast.Name, at: ast.AST, facts: Facts) -> bool:
    """True where an expression is how many elements `name` has at `at`, which leaves it as is."""
    if isinstance(size, ast.Call):
        told = ast.unparse(size) == f"len({name.id})"
        return told and facts.is_builtin("len", at=size)
    if not isinstance(size, ast.Name):
        return False
    made = facts.assigned(size)
    if made is not None and _length_since(made, name, at, facts):
        return True
    told_size, known = linear(size, facts), size_of(name, facts)
    return bool(told_size and known) and known_difference(told_size or {}, known or {}) == 0


def _length_since(made: ast.expr, name: ast.Name, at: ast.AST, facts: Facts) -> bool:
    """True for `n = len(items)` above, in the same block, after which `items` stays as it is."""
    if ast.unparse(made) != f"len({name.id})" or not facts.is_builtin("len", at=made):
        return False
    wanted = facts.source.statement(made)
    for stmt in facts.source.before(facts.source.statement(at)):
        if stmt is wanted:
            return True
        if name.id in facts.changed(stmt):
            return False
    return False
