from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._place import is_empty_list, start
from ._reach import mutated
from ._rule import Rewrite, rule
from .grown_list_to_set import appends_to, is_cheap, membership_tests

_KEYS = {"list": "tuple({})", "dict": "frozenset({}.items())", "set": "frozenset({})"}
_GROWING = frozenset({"append", "add", "extend"})


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=60.0, hints=(".append(",))
def grown_rows_to_set(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a set of keys beside a list of rows that grows while rows are looked up.

    What it does:
        Where a loop appends lists, dictionaries or sets to a list and asks `row in list`, a set
        of what can be hashed instead (tuples, sets of items) is kept beside it, and asked.

    Why it is slow:
        `in` compares with one row after another, element by element, and the list gets longer.

    Before:
        out = []
        for row in rows:
            if row not in out:
                out.append(row)

    After:
        out = []
        out_keys = set()
        for row in rows:
            if tuple(row) not in out_keys:
                out.append(row)
                out_keys.add(tuple(row))

    When not:
        Rows of several kinds, elements that can't be hashed, rows that the loop changes, another
        name for the list, a function that may see it.

    Source:
        The Python wiki, "TimeComplexity".
    """
    if not facts.is_builtin("set", "tuple", "frozenset", at=node):
        return None
    changes: list[Change] = []
    for name, tests in membership_tests(node).items():
        adds = appends_to(name, node, facts)
        kind = _kind(tests, facts)
        if not adds or kind is None or not _fit(name, kind, tests, node, facts):
            continue
        keys = facts.fresh(f"{name}_keys")
        each = facts.fresh("row")
        begun = start(name, node, facts)
        empty = begun is not None and is_empty_list(begun, facts)
        first = "set()" if empty else f"{{{_KEYS[kind].format(each)} for {each} in {name}}}"
        changes.append(Around(node, before=f"{keys} = {first}"))
        for stmt, value in adds.items():
            last = _KEYS[kind].format(f"{name}[-1]")
            key = _key(value, kind, facts) if is_cheap(value) else last
            changes.append(Around(stmt, after=f"{keys}.add({key})"))
        for test in tests:
            changes.append(Swap(test.left, _key(test.left, kind, facts)))
            changes.append(Swap(test.comparators[0], keys))
    return Rewrite(tuple(changes)) if changes else None


def _key(row: ast.expr, kind: str, facts: Facts) -> str:
    if isinstance(row, ast.List) and row.elts and not flow.has(row, ast.Starred):
        inside = ", ".join(facts.source.segment(part) for part in row.elts)
        return f"({inside},)" if len(row.elts) == 1 else f"({inside})"
    return _KEYS[kind].format(facts.source.segment(row))


def _kind(tests: list[ast.Compare], facts: Facts) -> str | None:
    """The one kind of all rows in the list and of all that is looked up, parts hashable."""
    found: set[str] = set()
    for test in tests:
        listed = test.comparators[0]
        if not shapes.within(shapes_of(listed, facts), "list"):
            return None
        for rows in (elements_of(listed, facts), shapes_of(test.left, facts)):
            if not rows or not all(_flat(shape) for shape in rows):
                return None
            found |= {shape.kind for shape in rows}
    return found.pop() if len(found) == 1 and found <= set(_KEYS) else None


def _flat(shape: shapes.Shape) -> bool:
    return shapes.hashable(shape.of) and (shape.kind != "dict" or shapes.hashable(shape.to))


def _fit(name: str, kind: str, tests: list[ast.Compare], loop: Loop, facts: Facts) -> bool:
    if not all(isinstance(test.left, ast.Name | ast.List) for test in tests):
        return False
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)):
        return False
    # The outermost loop that allows it is where the set is made.
    if any(
        appends_to(name, o, facts) and membership_tests(o).get(name)
        for o in facts.source.loops(loop)
    ):
        return False
    return not reads([loop], name, facts) and _rows_stay(name, kind, loop, facts)


def _rows_stay(name: str, kind: str, loop: Loop, facts: Facts) -> bool:
    """True where nothing that the loop changes in place can be a row."""
    growing = [
        call
        for call in ast.walk(loop)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.attr in _GROWING
    ]
    rows = {n for s in ast.walk(loop) if isinstance(s, ast.For) for n in flow.stores([s.target])}
    rows |= {n for s in ast.walk(loop) if isinstance(s, ast.Assign) for n in flow.stores(s)}
    grown = {call.func.value.id for call in growing}  # type: ignore[attr-defined]
    if (grown - {name}) & rows:
        return False
    for changed in mutated(loop.body, facts, growing) - {name}:
        uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == changed]
        held = shapes_of(uses[0], facts) if uses else None
        if held is None or any(shape.kind == kind for shape in held):
            return False
        if not all(shape.hashable or _flat(shape) for shape in held):
            return False
    return True
