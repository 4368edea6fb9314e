"""Whether what rounds go through is known to come again."""

from __future__ import annotations

import ast
import math
from typing import Any

from .. import flow, shapes, values
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS

LEAST_REPEATED = 2
"""So often arguments must come on average, where that is known."""
LOOKED_AT = 50_000
"""So many elements are looked at, at most."""


def comes_again(node: ast.expr, used: set[str], facts: Facts) -> bool:
    """False where the rounds around an expression are known to give the names that it uses new
    values each time."""
    rounds: list[int] = []
    different: list[int] = []
    for target, items in _loops(node, facts):
        names = flow.stores([target])
        counted = isinstance(items, ast.Call) and ast.unparse(items.func) == "range"
        known = {} if counted else _known(target, items, facts)
        mine = {name: held for name, held in known.items() if name in used}
        if counted and names & used:
            continue
        if not names & used:
            return True
        if not mine:
            return True
        elements = next(iter(mine.values()))
        rounds.append(len(elements))
        different.append(_distinct(list(mine.values())))
    return bool(rounds) and math.prod(rounds) >= LEAST_REPEATED * math.prod(different)


def _known(target: ast.expr, items: ast.expr, facts: Facts) -> dict[str, list[Any]]:
    """Name → the elements that a loop gives it, where they are known."""
    if isinstance(items, ast.Call) and isinstance(target, ast.Tuple) and not items.keywords:
        name = items.func.id if isinstance(items.func, ast.Name) else ""
        if not facts.is_builtin(name, at=items) or len(target.elts) != 2:
            return {}
        return _known(target.elts[1], items.args[0], facts) if name == "enumerate" else {}
    found = facts.samples(items)
    if len(found) != 1 or values.kind_of(found[0]) not in ("list", "tuple", "Series", "ndarray"):
        return {}
    elements = list(found[0][:LOOKED_AT])
    if isinstance(target, ast.Name):
        return {target.id: elements}
    names = [part.id if isinstance(part, ast.Name) else "" for part in getattr(target, "elts", ())]
    if not names or not all(type(e) is tuple and len(e) == len(names) for e in elements):
        return {}
    return dict(zip(names, map(list, zip(*elements, strict=True)), strict=True)) if elements else {}


def _distinct(columns: list[list[Any]]) -> int:
    rows = list(zip(*columns, strict=True))
    return len(set(rows)) if all(shapes.hashable(shapes.of_values(c)) for c in columns) else 1


def _loops(node: ast.expr, facts: Facts) -> list[tuple[ast.expr, ast.expr]]:
    """(target, what it goes through) of the loops and comprehensions around, innermost first."""
    found: list[tuple[ast.expr, ast.expr]] = []
    for parent in facts.source.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, COMPREHENSIONS):
            parts = [p for p in parent.generators if not facts.source.inside(node, p.iter)]
            found += [(part.target, part.iter) for part in reversed(parts)]
        elif isinstance(parent, ast.For) and not facts.source.inside(node, parent.iter):
            found.append((parent.target, parent.iter))
    return found
