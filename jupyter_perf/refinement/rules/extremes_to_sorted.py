from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import argument_of, call_sites
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._hot import is_compiled
from ._place import library
from ._rule import Rewrite, rule

_LAST = {"min": "0", "max": "-1"}
_ANY_ORDER = frozenset({"len", "sum", "min", "max", "sorted", "set"})


@rule(
    *(ast.For, ast.While),
    safety=Safety.CHECK,
    gain=29.0,
    hints=(".remove(",),
    kinds=("function", "program"),
)
def extremes_to_sorted(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a list sorted where its least or greatest is taken out again and again.

    What it does:
        A loop that takes `min(items)` or `max(items)`, removes it and appends others, sorts the
        list once before it, takes from its ends, and puts new elements where they belong.

    Why it is slow:
        Each round goes through the whole list twice; the place in a sorted one is found by
        bisection.

    Before:
        while len(piles) > 1:
            a = min(piles)
            piles.remove(a)
            b = min(piles)
            piles.remove(b)
            piles.append(a + b)

    After:
        from bisect import insort
        piles.sort()
        while len(piles) > 1:
            a = (piles[0] if piles else min(piles))
            piles.pop(0)
            b = (piles[0] if piles else min(piles))
            piles.pop(0)
            insort(piles, a + b)

    When not:
        A list whose order is seen by others, any other use of it in the loop, elements that
        aren't all whole numbers or all strings.

    Source:
        Priority queues: Knuth, "The Art of Computer Programming", 5.2.3; the Python documentation
        of `bisect`.
    """
    if is_compiled(node, facts):
        return None
    for name in dict.fromkeys(_removed_from(node)):
        uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
        held = elements_of(uses[0], facts)
        if not (shapes.within(held, "int") or shapes.within(held, "str")):
            continue
        if not shapes.within(shapes_of(uses[0], facts), "list"):
            continue
        insort, imports = library("bisect.insort", facts)
        changes, fitting = _changes(name, node, insort, facts)
        others = [use for use in uses if use not in fitting]
        if changes:
            changes += _asked(others, facts)
        if not changes or not all(_only_counted(use, facts) for use in others):
            continue
        if _private(name, node, facts):
            adds = any(isinstance(c, Instead) for c in changes)
            before = Around(node, before=f"{name}.sort()")
            return Rewrite((before, *changes), imports if adds else ())
    return None


def _removed_from(node: Loop) -> Iterator[str]:
    for method in ast.walk(node):
        if isinstance(method, ast.Attribute) and method.attr == "remove":
            owner = method.value
            yield from [owner.id] if isinstance(owner, ast.Name) else []


def _changes(name: str, node: Loop, insort: str, facts: Facts) -> tuple[list[Change], set[ast.AST]]:
    """What to put for the list's uses, and the uses that this settles; none where one won't do."""
    changes: list[Change] = []
    settled: set[ast.AST] = set()
    for stmt in [s for s in flow.walk(node.body) if isinstance(s, ast.Expr)]:
        call = stmt.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        owner, given = call.func.value, call.args[0] if len(call.args) == 1 else None
        if not (isinstance(owner, ast.Name) and owner.id == name) or given is None or call.keywords:
            continue
        if call.func.attr == "append" and not isinstance(given, ast.Starred):
            if name in flow.loads(given):
                return [], set()
            changes.append(Instead(stmt, f"{insort}({name}, {facts.source.segment(given)})"))
            settled.add(owner)
        elif call.func.attr == "remove":
            taken = _extreme_removed(stmt, name, given, facts)
            if taken is None:
                return [], set()
            extreme, found = taken
            end = _LAST[extreme.func.id]  # type: ignore[attr-defined]
            kept = facts.source.segment(extreme)
            if extreme is given:
                return [], set()
            changes.append(Swap(extreme, f"({name}[{end}] if {name} else {kept})"))
            changes.append(Swap(call, f"{name}.pop({end.replace('-1', '')})"))
            settled |= {owner, *found}
    return changes, settled


def _extreme_removed(
    stmt: ast.stmt, name: str, given: ast.expr, facts: Facts
) -> tuple[ast.Call, list[ast.AST]] | None:
    """The call of `x = min(items)` before `items.remove(x)`, and its use of the list."""
    if not isinstance(given, ast.Name):
        return None
    for earlier in facts.source.before(stmt):
        if isinstance(earlier, ast.Assign) and ast.unparse(earlier.targets[0]) == given.id:
            call = earlier.value
            fits = isinstance(call, ast.Call) and len(earlier.targets) == 1 and not call.keywords
            if not fits or ast.unparse(call.func) not in _LAST:  # type: ignore[attr-defined]
                return None
            if [*map(ast.unparse, call.args)] != [name]:  # type: ignore[attr-defined]
                return None
            known = facts.is_builtin(ast.unparse(call.func), at=stmt)  # type: ignore[attr-defined]
            return (call, [call.args[0]]) if known else None  # type: ignore[attr-defined, return-value]
        if {given.id, name} & (facts.changed(earlier) | flow.stores(earlier)):
            return None
    return None


def _asked(uses: list[ast.Name], facts: Facts) -> list[Change]:
    """What to put for `min(items)` and `max(items)` that nothing is removed by."""
    found: list[Change] = []
    for use in uses:
        call = facts.source.parents[use]
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        end = _LAST.get(call.func.id)
        if end is None or call.args != [use] or not facts.is_builtin(call.func.id, at=call):
            continue
        kept = facts.source.segment(call)
        found.append(Swap(call, f"({use.id}[{end}] if {use.id} else {kept})"))
    return found


def _only_counted(use: ast.Name, facts: Facts) -> bool:
    """True where the order doesn't matter: `len(items)`, `sum(items)`, `while items`."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        alone = parent.args == [use] and not parent.keywords
        return alone and parent.func.id in _ANY_ORDER and facts.is_builtin(parent.func.id, at=use)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    asked: ast.AST = use
    if isinstance(parent, ast.BoolOp):
        asked, parent = parent, facts.source.parents[parent]
    return isinstance(parent, ast.While | ast.If | ast.IfExp) and parent.test is asked


def _private(name: str, node: Loop, facts: Facts) -> bool:
    """True where nobody sees in which order the list is left."""
    scope = facts.scope(name, node)
    if facts.aliases_of(name) != {name} or flow.has(node, ast.Return, ast.Yield, ast.Try):
        return False
    if isinstance(scope, ast.FunctionDef) and name in flow.parameters(scope):
        if facts.binders(name, scope) or not _given_away(scope, name, facts):
            return False
    elif isinstance(scope, ast.Module) and facts.source.function(node) is not None:
        return False
    if any(isinstance(outer, ast.Try) for outer in facts.source.ancestors(node)):
        return False
    alone = _leaves_one(name, node)
    last = node.end_lineno or node.lineno
    for use in facts.source.all(ast.Name):
        if use.id != name or facts.scope(name, use) is not scope:
            continue
        if facts.source.function(use) is not facts.source.function(node):
            return False
        inside = facts.source.inside(use, node)
        again = any(facts.source.inside(use, outer) for outer in facts.source.loops(node))
        if inside or not isinstance(use.ctx, ast.Load) or (use.lineno <= last and not again):
            continue
        if not alone and not _only_counted(use, facts):
            return False
    return True


def _leaves_one(name: str, node: Loop) -> bool:
    """True for `while len(items) > 1` that only ends there: what is left has one order."""
    if not isinstance(node, ast.While) or flow.leaves_early(node):
        return False
    tests = (f"len({name}) > 1", f"len({name}) >= 2", name, f"len({name}) > 0", f"len({name}) != 1")
    return ast.unparse(node.test) in tests


def _given_away(function: ast.FunctionDef, name: str, facts: Facts) -> bool:
    """True where each call gives a new list, or one that is named nowhere else."""
    if facts.entry == function.name:
        return False
    sites = call_sites(function, facts)
    if not sites:
        return False
    for call, shift in sites:
        given = argument_of(call, function, name, shift)
        if isinstance(given, ast.ListComp):
            continue
        if isinstance(given, ast.Call) and ast.unparse(given.func) in ("list", "sorted"):
            continue
        if not isinstance(given, ast.Name) or facts.source.loops(call):
            return False
        reads = [n for n in facts.source.all(ast.Name) if n.id == given.id and n is not given]
        scope = facts.scope(given.id, given)
        if any(isinstance(n.ctx, ast.Load) and facts.scope(n.id, n) is scope for n in reads):
            return False
        if facts.aliases_of(given.id) - {given.id, name}:
            return False
    return True
