"""Which values hold positions in others: `a[at]`, `a.take(at)`, `for i in at: … a[i]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

_NUMPY = ("np", "numpy")
_PLACES = ("iloc", "flat")


def indexes_in(tree: ast.AST) -> tuple[tuple[str, str], ...]:
    """(indexed, holder of positions) by name, in alphabetical order."""
    iterated = dict(_iterated(tree))
    found = set()
    for node in ast.walk(tree):
        for indexed, at in _uses(node):
            for name in ast.walk(at):
                if isinstance(name, ast.Name):
                    found.add((indexed, iterated.get(name.id, name.id)))
    return tuple(sorted(pair for pair in found if pair[0] != pair[1]))


def _uses(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A name and the expression that it is indexed by."""
    if isinstance(node, ast.Subscript):
        value = node.value
        if isinstance(value, ast.Attribute) and value.attr in _PLACES:
            value = value.value
        if isinstance(value, ast.Name):
            yield value.id, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        if node.func.attr != "take" or not isinstance(owner, ast.Name) or not node.args:
            return
        if owner.id not in _NUMPY:
            yield owner.id, node.args[0]
        elif len(node.args) > 1 and isinstance(node.args[0], ast.Name):
            yield node.args[0].id, node.args[1]


def _iterated(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(variable, what it goes through) of loops and comprehensions over a name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.For | ast.comprehension):
            continue
        over, target = node.iter, node.target
        if isinstance(over, ast.Call) and len(over.args) == 1:
            if isinstance(target, ast.Tuple) and len(target.elts) == 2:
                target = target.elts[1]  # enumerate
            over = over.args[0]
        if isinstance(over, ast.Name) and isinstance(target, ast.Name):
            yield target.id, over.id


def moved(holder: Any, rows: int, left: int) -> Any:
    """Positions among `rows` as positions among the `left` ones, in the same order and as close to
    each other; the holder itself where it holds none that would be missing."""
    import numpy as np

    try:
        at = np.asarray(holder)
    except ValueError:  # lists of several lengths
        return holder
    if at.dtype.kind not in "iu" or not at.size or type(holder) not in (list, np.ndarray):
        return holder
    if (at.max() < left and at.min() >= -left) or at.max() >= rows or at.min() < -rows:
        return holder
    new = (at.astype(np.int64) * left // rows).astype(at.dtype)
    return new.tolist() if type(holder) is list else new
