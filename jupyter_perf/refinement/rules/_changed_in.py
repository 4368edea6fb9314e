"""What loops and functions change, where they call functions of the user's that only read."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..call_sites import called_function
from ..callees import changed_globals
from ..facts import Facts
from ..shaping import shapes_of
from ._reach import is_flat, may_be_part, mutated


def changed_in(node: ast.AST, facts: Facts) -> set[str]:
    """Names that may be rebound, or whose values may be changed, by running a node."""
    found = flow.stores(node) | touched_in(node, facts)
    return found.union(*(facts.aliases_of(name) for name in found))


def touched_in(node: ast.AST, facts: Facts) -> set[str]:
    """Names whose values may be changed in place."""
    harmless: list[ast.AST] = []
    found: set[str] = set()
    for call in (part for part in ast.walk(node) if isinstance(part, ast.Call)):
        function = called_function(call, facts)
        if function is not None and function is not node and _only_reads(function, facts):
            harmless.append(call)
            found |= changed_globals(function, facts)
    return found | mutated([node], facts, harmless)


def _only_reads(function: ast.FunctionDef, facts: Facts) -> bool:
    """True where a function leaves what it is given as it is."""
    given = set(flow.parameters(function))
    if flow.has(function, ast.Yield, ast.YieldFrom, ast.Lambda):
        return False
    changed = mutated([function], facts)
    return not any(facts.aliases_of(name) & given for name in changed) and not any(
        may_be_part(name, given, [function], facts) for name in changed - given
    )


def part_changed_in(node: ast.AST, names: set[str], facts: Facts) -> bool:
    """True where what `names` hold may be changed by way of a part of it or a view."""
    deep = {name for name in names if not is_flat(name, [node], facts)}
    return bool(deep) and any(
        may_be_part(name, deep, [node], facts)
        for name in touched_in(node, facts) - names
        if not _is_plain(name, node, facts)
    )


def _is_plain(name: str, node: ast.AST, facts: Facts) -> bool:
    """True for a name that is read as a number, a text and the like, and as nothing else."""
    uses = [part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id == name]
    found = [shapes_of(use, facts) for use in uses if isinstance(use.ctx, ast.Load)]
    return bool(found) and all(one and shapes.hashable(one) for one in found)
