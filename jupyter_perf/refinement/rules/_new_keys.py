"""How many of the keys that rounds ask for are new, where what they go through is known."""

from __future__ import annotations

import ast
from typing import Any

from .. import values
from ..facts import Facts

FEWEST = 100
"""Fewer elements than this say nothing of others."""
LOOKED_AT = 50_000
"""So many elements are looked at, at most."""


def mostly_repeated(key: ast.expr, facts: Facts, times: int) -> bool:
    """False where elements are known, and a key comes less than `times` times on average."""
    known = times_known([key], facts)
    return known is None or known >= times


def times_known(keys: list[ast.expr], facts: Facts) -> float | None:
    """How often the same keys come together on average, in the loop that gives all of them; None
    where what it goes through isn't known."""
    for loop in facts.source.loops(keys[0]):
        if not isinstance(loop, ast.For):
            continue
        longest: list[Any] = []
        for elements in _elements(loop.iter, loop.target, facts):
            each = [_keys(key, elements, loop.target) for key in keys]
            together = list(zip(*each, strict=False)) if all(each) else []
            longest = max(longest, together, key=len)
        if len(longest) >= FEWEST:
            return len(longest) / len(set(longest))
    return None


def _elements(iterated: ast.expr, target: ast.expr, facts: Facts) -> list[list[Any]]:
    """What each run known goes through; of `zip` tuples."""
    if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name):
        name = iterated.func.id
        if iterated.keywords or not facts.is_builtin(name, at=iterated):
            return []
        parts = [_elements(argument, target, facts) for argument in iterated.args]
        if name == "enumerate" and len(parts) == 1:
            return [list(enumerate(many)) for many in parts[0]]
        if name == "zip" and len({len(part) for part in parts}) == 1:
            return [list(zip(*together, strict=False)) for together in zip(*parts, strict=True)]
        return []
    known = facts.samples(iterated)
    if not all(type(value) in (list, tuple, str) for value in known):
        return []
    return [list(value[:LOOKED_AT]) for value in known]


def _keys(key: ast.expr, elements: list[Any], target: ast.expr) -> list[Any]:
    """What a key is in each round; empty where it can't be told, or can't be a key."""
    if isinstance(key, ast.Subscript) and isinstance(key.slice, ast.Constant):
        at = key.slice.value
        rows = _keys_of(key.value, elements, target)
        if type(at) is str and all(type(row) is dict and at in row for row in rows):
            return _hashable([row[at] for row in rows])
        if type(at) is int and all(
            type(r) in (list, tuple) and -len(r) <= at < len(r) for r in rows
        ):
            return _hashable([row[at] for row in rows])
        return []
    return _hashable(_keys_of(key, elements, target))


def _keys_of(key: ast.expr, elements: list[Any], target: ast.expr) -> list[Any]:
    """The part of each element that a name of a loop's target is given."""
    if not isinstance(key, ast.Name):
        return []
    if isinstance(target, ast.Name):
        return elements if target.id == key.id else []
    if not isinstance(target, ast.Tuple):
        return []
    size = len(target.elts)
    if not all(type(e) in (list, tuple) and len(e) == size for e in elements):
        return []
    for at, part in enumerate(target.elts):
        found = _keys_of(key, [element[at] for element in elements], part)
        if found:
            return found
    return []


def _hashable(found: list[Any]) -> list[Any]:
    return found if all(values.hashable(one) for one in found) else []
