from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._bounds import known_difference, linear
from ._listed_pairs import as_tuple, holds_written_lists
from ._rule import Rewrite, rule

_READERS = frozenset({"len", "list", "tuple", "set", "sorted", "sum", "max", "min", "any", "all"})


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=60.0, hints=(".append(",))
def grown_list_to_set(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a set beside a list that grows while its members are looked up.

    What it does:
        Where a loop appends to a list and asks `x in list`, a set is kept beside it: made before
        the loop, added to at each append, and asked instead. Of a list of lists that are written
        out, `[y, x]`, it holds tuples.

    Why it is slow:
        `in` compares with one element after another, and the list gets longer in every round.

    Before:
        for x in data:
            if x not in seen:
                seen.append(x)

    After:
        seen_set = set(seen)
        for x in data:
            if x not in seen_set:
                seen.append(x)
                seen_set.add(x)

    When not:
        Elements that may not be hashable, a list that the loop changes otherwise than by
        `append`, another name for it, a function that may see it.

    Source:
        The Python wiki, "TimeComplexity"; seen gain 134 times.
    """
    if not facts.is_builtin("set", at=node):
        return None
    changes: list[Change] = []
    for name, tests in membership_tests(node).items():
        adds = appends_to(name, node, facts)
        if not adds or stays_short(adds, node, facts):
            continue
        new = facts.fresh(f"{name}_set")
        if not _fit(name, tests, node, facts):
            changes += _of_lists(name, new, tests, adds, node, facts)
            continue
        changes.append(Around(node, before=f"{new} = set({name})"))
        for stmt, value in adds.items():
            added = facts.source.segment(value) if is_cheap(value) else f"{name}[-1]"
            changes.append(Around(stmt, after=f"{new}.add({added})"))
        changes += [Swap(test.comparators[0], new) for test in tests]
    return Rewrite(tuple(changes)) if changes else None


def _of_lists(
    name: str,
    new: str,
    tests: list[ast.Compare],
    adds: dict[ast.stmt, ast.expr],
    loop: Loop,
    facts: Facts,
) -> list[Change]:
    """The changes for a list of lists, `[y, x]`, of which the set holds tuples; none if unfit."""
    asked = tests[0].comparators[0]
    if not isinstance(asked, ast.Name) or not facts.is_builtin("map", "tuple", at=loop):
        return []
    if not holds_written_lists(asked, facts) or not _is_outermost(name, loop, facts):
        return []
    changes: list[Change] = [Around(loop, before=f"{new} = set(map(tuple, {name}))")]
    for stmt, value in adds.items():
        assert isinstance(value, ast.List)
        added = as_tuple(value, facts) if is_cheap(value) else f"tuple({name}[-1])"
        changes.append(Around(stmt, after=f"{new}.add({added})"))
    for test in tests:
        assert isinstance(test.left, ast.List)
        changes += [Swap(test.left, as_tuple(test.left, facts)), Swap(test.comparators[0], new)]
    return changes


SHORT = 12
"""Up to so many elements a list is searched as fast as a set is kept beside it."""


def stays_short(adds: dict[ast.stmt, ast.expr], loop: Loop, facts: Facts) -> bool:
    """True where loops of written out lengths make all that is appended."""
    total = 0
    for stmt in adds:
        rounds = 1
        for outer in facts.source.loops(stmt):
            known = _rounds(outer, facts)
            if known is None:
                return False
            rounds *= known
            if outer is loop:
                break
        total += rounds
    return total <= SHORT


def _rounds(loop: ast.stmt, facts: Facts) -> int | None:
    iterated = loop.iter if isinstance(loop, ast.For) else None
    if isinstance(iterated, ast.List | ast.Tuple):
        return len(iterated.elts)
    if not (isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range"):
        return None
    ends = [linear(argument, facts, stop=True) for argument in iterated.args]
    first = ends[0] if len(ends) == 2 else {"": 0}
    last = ends[-1] if len(ends) < 3 else None
    return None if first is None or last is None else known_difference(last, first)


def membership_tests(loop: Loop) -> dict[str, list[ast.Compare]]:
    """Name → the tests `… in name` of a loop."""
    found: dict[str, list[ast.Compare]] = {}
    for node in ast.walk(loop):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            asked = node.comparators[0]
            if isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(asked, ast.Name):
                found.setdefault(asked.id, []).append(node)
    return found


def appends_to(
    name: str, loop: Loop, facts: Facts, *, searched: bool = False
) -> dict[ast.stmt, ast.expr] | None:
    """Statement → what it appends, where that is all that the loop does to the list.

    With `searched`, calls of its `index` may look at it too.
    """
    found: dict[ast.stmt, ast.expr] = {}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name):
            continue
        if not isinstance(use.ctx, ast.Load):
            return None
        if facts.source.function(use) is not facts.source.function(loop):
            return None
        stmt, value = appended(use, facts)
        if value is not None:
            found[stmt] = value
        elif not (_looks(use, facts) or (searched and _is_searched(use, facts))):
            return None
    return found


def _is_searched(use: ast.Name, facts: Facts) -> bool:
    """True for the list in `items.index(x)`."""
    attribute = facts.source.parents[use]
    call = facts.source.parents[attribute]
    return (
        isinstance(attribute, ast.Attribute)
        and attribute.attr == "index"
        and isinstance(call, ast.Call)
        and call.func is attribute
        and len(call.args) == 1
        and not call.keywords
    )


def appended(use: ast.Name, facts: Facts) -> tuple[ast.stmt, ast.expr | None]:
    """(statement, what it appends) where a name is used as in `name.append(value)`."""
    parents = facts.source.parents
    stmt = facts.source.statement(use)
    attribute = parents[use]
    if isinstance(attribute, ast.Attribute) and attribute.attr == "append":
        call = parents[attribute]
        if isinstance(call, ast.Call) and isinstance(stmt, ast.Expr) and stmt.value is call:
            return stmt, call.args[0] if len(call.args) == 1 and not call.keywords else None
    return stmt, None


def is_cheap(value: ast.expr) -> bool:
    """True for what can be written twice: it is the same both times, and takes no time."""
    parts = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
    return all(isinstance(part, ast.Name | ast.Constant) for part in parts)


def _looks(use: ast.Name, facts: Facts) -> bool:
    """True where a use of the list neither changes it nor hands it on."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Compare):
        return use in parent.comparators and isinstance(parent.ops[-1], ast.In | ast.NotIn)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id in _READERS and facts.is_builtin(parent.func.id, at=use)
    return isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load)


def _fit(name: str, tests: list[ast.Compare], loop: Loop, facts: Facts) -> bool:
    listed = tests[0].comparators[0]
    if not shapes.within(shapes_of(listed, facts), "list"):
        return False
    if not shapes.hashable(elements_of(listed, facts)):
        return False
    if not all(shapes.hashable(shapes_of(test.left, facts)) for test in tests):
        return False
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)):
        return False
    return _is_outermost(name, loop, facts) and not reads([loop], name, facts)


def _is_outermost(name: str, loop: Loop, facts: Facts) -> bool:
    """True for the outermost loop that allows it, which is where the set is made."""
    outer = facts.source.loops(loop)
    return not any(appends_to(name, o, facts) and membership_tests(o).get(name) for o in outer)
