"""Lists that are sorted along with another: each swap of its elements swaps theirs, too."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence
from dataclasses import dataclass

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._sort_lengths import use_of

_MAKERS = frozenset({"list", "sorted"})


@dataclass(frozen=True)
class Accompanied:
    """Statements that sort one list alone, and the names of lists that went along."""

    stmts: list[ast.stmt]
    names: tuple[str, ...]


def without_companions(stmts: Sequence[ast.stmt]) -> Accompanied | None:
    """The statements with no swaps but those of the list that is compared; None without others."""
    bare = [copy.deepcopy(stmt) for stmt in stmts]
    found: list[str] = []
    for node in (part for stmt in bare for part in ast.walk(stmt)):
        if not isinstance(node, ast.If):
            continue
        swaps = {at: swap for at, stmt in enumerate(node.body) if (swap := _swap(stmt))}
        compared = {base.id for base in _bases(node.test)}
        own = [places for base, places in swaps.values() if base in compared]
        others = {at: base for at, (base, _) in swaps.items() if base not in compared}
        if len(own) != 1 or not others or any(swaps[at][1] != own[0] for at in others):
            continue
        node.body = [stmt for at, stmt in enumerate(node.body) if at not in others]
        found += others.values()
    return Accompanied(bare, tuple(found)) if found and len(set(found)) == len(found) else None


def apart(name: str, other: str, stmts: list[ast.stmt], facts: Facts) -> str | None:
    """The test that two lists are as long and not the same; None where one is no list."""
    uses = [use_of(one, stmts) for one in (name, other)]
    if not all(shapes.within(shapes_of(use, facts), "list") for use in uses):
        return None
    if other in facts.aliases_of(name):
        return None
    same_length = f"len({other}) == len({name})"
    own = any(_is_new(use, facts) for use in uses)
    return same_length if own else f"{other} is not {name} and {same_length}"


def _is_new(use: ast.Name, facts: Facts) -> bool:
    """True for a list that was made where the name got it."""
    made = facts.assigned(use)
    if isinstance(made, ast.Call) and isinstance(made.func, ast.Name):
        return made.func.id in _MAKERS and facts.is_builtin(made.func.id, at=made)
    sliced = isinstance(made, ast.Subscript) and isinstance(made.slice, ast.Slice)
    return sliced or isinstance(made, ast.List | ast.ListComp)


def _bases(test: ast.expr) -> list[ast.Name]:
    parts = [part for part in ast.walk(test) if isinstance(part, ast.Subscript)]
    return [part.value for part in parts if isinstance(part.value, ast.Name)]


def _swap(stmt: ast.stmt) -> tuple[str, frozenset[str]] | None:
    """(list, texts of both places) of `a[i], a[j] = a[j], a[i]`."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    left, right = stmt.targets[0], stmt.value
    if not (isinstance(left, ast.Tuple) and isinstance(right, ast.Tuple)):
        return None
    mine, theirs = ([*map(ast.unparse, side.elts)] for side in (left, right))
    if len(mine) != 2 or mine != theirs[::-1]:
        return None
    bases = [part.value for part in left.elts if isinstance(part, ast.Subscript)]
    names = {base.id for base in bases if isinstance(base, ast.Name)}
    if len(bases) != 2 or len(names) != 1:
        return None
    places = frozenset(ast.unparse(p.slice) for p in left.elts if isinstance(p, ast.Subscript))
    return names.pop(), places
