from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._hot import is_quiet
from ._place import library
from ._rule import Rewrite, rule

_TAKING = flow.words("pop remove copy index count")
"""Methods that leave a sorted list sorted."""


@dataclass(frozen=True)
class _Sorting:
    stmt: ast.stmt
    name: str
    key: ast.Lambda | None


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=12.0, hints=("sort",))
def resort_to_insort(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a queue in order instead of sorting it again in every round.

    What it does:
        Where each round of a loop sorts a list of its own, takes from it, and appends to it
        later, the list is sorted once before the loop, and `insort` puts each new element where
        the sorting would have.

    Why it is slow:
        Sorting compares all elements again to find the places of a few.

    Before:
        while len(planks) > 1:
            planks.sort()
            a = planks.pop(0)
            b = planks.pop(0)
            planks.append(a + b)

    After:
        from bisect import insort
        planks.sort()
        while len(planks) > 1:
            a = planks.pop(0)
            b = planks.pop(0)
            insort(planks, a + b)

    When not:
        A list that is used after the loop, by another name or function, or for more than its
        length between appending and sorting; elements (keys) that aren't all whole numbers, all
        strings or tuples of such: a NaN has no place.

    Source:
        The Python documentation of `bisect`; Knuth, "The Art of Computer Programming", 5.2.1.
    """
    sortings = [found for stmt in node.body if (found := _sorting(stmt)) is not None]
    if len(sortings) != 1 or not facts.is_builtin("len", "sorted", at=node):
        return None
    sorting = sortings[0]
    adds = _appends(node, sorting.name)
    if not adds or not _ordered(sorting, node, facts) or not _private(sorting, node, facts):
        return None
    if not all(_fits(use, sorting, adds, node, facts) for use in _uses(node, sorting.name)):
        return None
    function, imports = library("bisect.insort", facts)
    key = f", key={facts.source.segment(sorting.key)}" if sorting.key is not None else ""
    changes = [
        Instead(stmt, f"{function}({sorting.name}, {facts.source.segment(value)}{key})")
        for stmt, value in adds.items()
    ]
    first = Around(node, before=f"{sorting.name}.sort({key.removeprefix(', ')})")
    return Rewrite((first, Instead(sorting.stmt, ""), *changes), imports)


def _sorting(stmt: ast.stmt) -> _Sorting | None:
    """`items.sort()` and `items = sorted(items)`, with a `key` that is a lambda or without."""
    if isinstance(stmt, ast.Expr):
        call = stmt.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            return None
        owner = call.func.value
        if call.func.attr != "sort" or call.args or not isinstance(owner, ast.Name):
            return None
        name = owner.id
    elif isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name):
        call, name = stmt.value, stmt.targets[0].id
        if not isinstance(call, ast.Call) or len(stmt.targets) > 1:
            return None
        if ast.unparse(call.func) != "sorted" or [*map(ast.unparse, call.args)] != [name]:
            return None
    else:
        return None
    if not call.keywords:
        return _Sorting(stmt, name, None)
    key = call.keywords[0].value
    plain = len(call.keywords) == 1 and call.keywords[0].arg == "key"
    return _Sorting(stmt, name, key) if plain and isinstance(key, ast.Lambda) else None


def _appends(node: Loop, name: str) -> dict[ast.stmt, ast.expr]:
    """The loop's statements `items.append(value)`, and their values."""
    found: dict[ast.stmt, ast.expr] = {}
    for stmt in flow.walk(node.body):
        if not isinstance(stmt, ast.Expr) or not isinstance(stmt.value, ast.Call):
            continue
        call = stmt.value
        if ast.unparse(call.func) != f"{name}.append" or len(call.args) != 1 or call.keywords:
            continue
        if not isinstance(call.args[0], ast.Starred) and name not in flow.loads(call.args[0]):
            found[stmt] = call.args[0]
    return found


def _ordered(sorting: _Sorting, node: Loop, facts: Facts) -> bool:
    """True where any two elements (keys) have an order, and equal ones are alike or stay put."""
    use = next(iter(_uses(node, sorting.name)))
    if not shapes.within(shapes_of(use, facts), "list"):
        return False
    if sorting.key is None:
        return shapes.comparable(elements_of(use, facts))
    named = {part.id for part in ast.walk(sorting.key.body) if isinstance(part, ast.Name)}
    if not is_quiet(sorting.key.body) or named != set(flow.parameters(sorting.key)):
        return False
    return shapes.comparable(shapes_of(sorting.key.body, facts))


def _private(sorting: _Sorting, node: Loop, facts: Facts) -> bool:
    """True where nobody else sees the list, before it is sorted again or after the loop."""
    function, name = facts.source.function(node), sorting.name
    if function is None and facts.kind != "program":
        return False
    if isinstance(function, ast.FunctionDef) and name in flow.parameters(function):
        return False
    if node.orelse or any(isinstance(p, ast.Try) for p in facts.source.ancestors(node)):
        return False
    same = [n for n in facts.source.all(ast.Name) if n.id == name]
    if any(facts.source.function(n) is not function for n in same):
        return False
    if not all(_keeps_to_itself(n, facts) for n in same if not facts.source.inside(n, node)):
        return False
    return facts.aliases_of(name) == {name} and not facts.used_after(name, node)


def _keeps_to_itself(use: ast.Name, facts: Facts) -> bool:
    """True for a new list under this name, and for uses that keep no hold of it."""
    parent = facts.source.parents[use]
    if isinstance(use.ctx, ast.Store):
        return isinstance(parent, ast.Assign) and len(parent.targets) == 1 and _new(parent.value)
    if isinstance(parent, ast.Attribute):
        called = facts.source.parents[parent]
        return isinstance(called, ast.Call) and called.func is parent
    if isinstance(parent, ast.Call):
        called = parent.func
        known = isinstance(called, ast.Name) and called.id in flow.QUIET_BUILTINS
        return known and facts.is_builtin(called.id, at=use)  # type: ignore[attr-defined]
    return isinstance(parent, ast.Subscript | ast.Compare | ast.For | ast.While | ast.If)


def _new(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) in ("list", "sorted")
    if isinstance(value, ast.Subscript):
        return isinstance(value.slice, ast.Slice)
    return isinstance(value, ast.List | ast.ListComp)


def _uses(node: Loop, name: str) -> list[ast.Name]:
    return [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]


def _fits(
    use: ast.Name,
    sorting: _Sorting,
    adds: dict[ast.stmt, ast.expr],
    node: Loop,
    facts: Facts,
) -> bool:
    """True where a use sees the same, whenever elements are put in their places."""
    stmt = facts.source.statement(use)
    if stmt is sorting.stmt or stmt in adds or _asks_length(use, facts):
        return True
    if not _in_order(use, node.body, sorting, adds, facts):
        return False
    parent = facts.source.parents[use]
    if isinstance(use.ctx, ast.Store):
        return isinstance(parent, ast.Assign) and _cut(parent, use.id)
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        return parent.attr in _TAKING and isinstance(call, ast.Call) and call.func is parent
    if isinstance(parent, ast.Subscript):
        return parent.value is use and not isinstance(parent.ctx, ast.Store)
    if isinstance(parent, ast.Call):
        called = parent.func
        known = isinstance(called, ast.Name) and called.id in flow.QUIET_BUILTINS
        return known and facts.is_builtin(called.id, at=use)  # type: ignore[attr-defined]
    return isinstance(parent, ast.Compare)


def _in_order(
    use: ast.Name,
    body: Sequence[ast.stmt],
    sorting: _Sorting,
    adds: dict[ast.stmt, ast.expr],
    facts: Facts,
) -> bool:
    """True between the sorting and the first statement that may append."""
    at = body.index(sorting.stmt)
    for stmt in body[at + 1 :]:
        if any(facts.source.inside(add, stmt) for add in adds):
            return False
        if facts.source.inside(use, stmt):
            return True
    return False


def _cut(stmt: ast.Assign, name: str) -> bool:
    """True for `items = items[2:]`: what is left stays in order."""
    value = stmt.value
    if len(stmt.targets) != 1 or not isinstance(value, ast.Subscript):
        return False
    return (
        ast.unparse(value.value) == name
        and isinstance(value.slice, ast.Slice)
        and value.slice.step is None
    )


def _asks_length(use: ast.Name, facts: Facts) -> bool:
    """True where only the list's length or emptiness is asked for."""
    parent: ast.AST = facts.source.parents[use]
    child: ast.AST = use
    if isinstance(parent, ast.Call):
        return ast.unparse(parent) == f"len({use.id})"
    while isinstance(parent, ast.BoolOp) or (
        isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
    ):
        child, parent = parent, facts.source.parents[parent]
    return isinstance(parent, ast.While | ast.If | ast.IfExp) and parent.test is child
