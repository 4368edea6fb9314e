from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled
from ._place import library, start
from ._rule import Rewrite, rule

_NEW = frozenset({"list", "sorted"})


@rule(ast.For, safety=Safety.CHECK, gain=38.0, hints=(".remove(",))
def removals_to_counts(node: ast.For, facts: Facts) -> Rewrite | None:
    """Count what is left of a list instead of taking elements out of it one by one.

    What it does:
        A loop that asks whether a list has something, and takes one of it out where it has, asks
        and lowers a `Counter`. Behind the loop the list gets what is left of it.

    Why it is slow:
        `in` and `remove` each compare with one element after another, and the rest moves up.

    Before:
        for x in wanted:
            if x in pool:
                pool.remove(x)
            else:
                missing.append(x)

    After:
        from collections import Counter
        pool_counts = Counter(pool)
        for x in wanted:
            if pool_counts[x]:
                pool_counts[x] -= 1
            else:
                missing.append(x)
        kept = []
        for item in reversed(pool):
            if pool_counts[item]:
                pool_counts[item] -= 1
                kept.append(item)
        pool[:] = reversed(kept)

    When not:
        Elements that can't be hashed or aren't equal to themselves (NaN), a list that the loop
        uses otherwise, another name for it, a function that may see it.

    Source:
        The Python documentation of `collections.Counter`; "multiset difference".
    """
    if is_compiled(node, facts) or not facts.is_builtin("reversed", at=node):
        return None
    for stmt in ast.walk(node):
        taking = _taking(stmt) if isinstance(stmt, ast.If) else None
        if taking is None or not _fit(taking, node, facts):
            continue
        counter, imports = library("collections.Counter", facts)
        name = taking.pool.id
        counts = facts.fresh(f"{name}_counts")
        value = facts.source.segment(taking.value)
        asked = f"{counts}[{value}]"
        changes: list[Change] = [
            Around(node, f"{counts} = {counter}({name})", _left(name, counts, node, facts)),
            Swap(taking.test, f"not {asked}" if taking.negated else asked),
            Instead(taking.removal, f"{asked} -= 1"),
        ]
        return Rewrite(tuple(changes), imports)
    return None


@dataclass(frozen=True)
class _Taking:
    pool: ast.Name
    value: ast.expr
    test: ast.Compare
    removal: ast.stmt
    negated: bool


def _taking(stmt: ast.If) -> _Taking | None:
    """`if x in pool:` with `pool.remove(x)` at its beginning, or `not in` and `else`."""
    test = stmt.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    pool, negated = test.comparators[0], isinstance(test.ops[0], ast.NotIn)
    if not isinstance(test.ops[0], ast.In | ast.NotIn) or not isinstance(pool, ast.Name):
        return None
    if not isinstance(test.left, ast.Name | ast.Subscript):
        return None
    removal = f"{pool.id}.remove({ast.unparse(test.left)})"
    for one in stmt.orelse if negated else stmt.body:
        if ast.unparse(one) == removal:
            return _Taking(pool, test.left, test, one, negated)
        if flow.stores(one) & flow.loads(test.left) or not isinstance(
            one, ast.Expr | ast.AugAssign
        ):
            return None
    return None


def _fit(taking: _Taking, node: ast.For, facts: Facts) -> bool:
    pool, value = taking.pool, taking.value
    if not isinstance(value, ast.Name) and flow.stores([taking.removal]):
        return False
    if not shapes.within(shapes_of(pool, facts), "list"):
        return False
    held, asked = elements_of(pool, facts), shapes_of(value, facts)
    if not (shapes.hashable(held) and shapes.selfequal(held) and shapes.hashable(asked)):
        return False
    if not shapes.selfequal(asked) or pool.id in flow.loads(node.iter) | flow.loads(value):
        return False
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == pool.id]
    own = facts.source.loops(taking.removal)[0] is node
    if len(uses) != 2 or not own or reads([node], pool.id, facts):
        return False
    if facts.aliases_of(pool.id) != {pool.id}:
        return False
    if flow.has(node, ast.Yield, ast.Try):
        return False
    return not flow.has(node, ast.Return) or _is_new(start(pool.id, node, facts), facts)


def _is_new(value: ast.expr | None, facts: Facts) -> bool:
    """True for a list that nobody else has: what is left of it is nobody's business then."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in _NEW
    copied = isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice)
    return copied or isinstance(value, ast.List | ast.ListComp)


def _left(name: str, counts: str, node: ast.For, facts: Facts) -> str:
    """The statements that take out of the list what was counted as taken."""
    new = _is_new(start(name, node, facts), facts)
    if new and facts.source.function(node) is not None and not facts.used_after(name, node):
        return ""
    kept, item = facts.fresh(f"{name}_kept"), facts.fresh(f"{name}_item")
    return (
        f"{kept} = []\nfor {item} in reversed({name}):\n    if {counts}[{item}]:\n"
        f"        {counts}[{item}] -= 1\n        {kept}.append({item})\n"
        f"{name}[:] = reversed({kept})"
    )
