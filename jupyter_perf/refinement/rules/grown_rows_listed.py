from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Loop
from ._contents import kept_but_for
from ._grown_searches import Key, is_key, key_of
from ._key_work import is_known
from ._place import is_empty_list, start
from ._rule import Rewrite, rule
from .grown_list_to_set import appended
from .grown_rows_by_key import field_of, field_text

_TAKERS = flow.words("all any list max min next set sorted sum tuple")
"""Built-ins that are through with a generator before the round goes on."""


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=68.5, hints=(".append(",))
def grown_rows_listed(node: Loop, facts: Facts) -> Rewrite | None:
    """Choose the rows with the right key of a growing list among those with that key alone.

    What it does:
        Where a loop lists the rows of a list of its own whose fields equal something, or asks for
        any, their sum or the least, and appends rows to that list, a dict from these fields to the
        rows that have them is kept beside it.

    Why it is slow:
        Each time all rows are gone through, and the list gets longer.

    Before:
        visits = []
        for line in lines:
            name, day = line.split()
            before = [v for v in visits if v[0] == name]
            if before:
                again.append((name, len(before)))
            visits.append((name, day))

    After:
        visits = []
        visits_by_key = {}
        for line in lines:
            name, day = line.split()
            before = [v for v in visits_by_key.get(name, ()) if v[0] == name]
            if before:
                again.append((name, len(before)))
            visits.append((name, day))
            visits_by_key.setdefault(name, []).append(visits[-1])

    When not:
        Fields that can't be hashed or may be NaN, rows that aren't written out where they are
        appended, anything else that may change the list or a row, another name for the list.

    Source:
        The Python wiki, "TimeComplexity".
    """
    every: dict[str, list[_Chosen]] = {}
    for chosen in _chosen_in(node, facts):
        every.setdefault(chosen.rows.id, []).append(chosen)
    for name, many in every.items():
        begun = start(name, node, facts)
        if begun is None or not is_empty_list(begun, facts):
            continue
        same = [chosen for chosen in many if chosen.keys == many[0].keys]
        adds = _adds(name, same[0].keys, node, facts)
        if adds and kept_but_for(same[0].rows, node, [use for use, _, _ in adds], facts):
            return Rewrite(tuple(_changes(name, same, adds, node, facts)))
    return None


@dataclass(frozen=True)
class _Chosen:
    """`row for row in rows if row[0] == wanted`, of a comprehension."""

    rows: ast.Name
    keys: tuple[Key, ...]
    wanted: tuple[ast.expr, ...]


def _chosen_in(node: Loop, facts: Facts) -> Iterator[_Chosen]:
    for part in flow.walk(node.body):
        if isinstance(part, ast.GeneratorExp) and not _is_taken(part, facts):
            continue
        if not isinstance(part, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            continue
        only = part.generators[0] if len(part.generators) == 1 else None
        if only is None or not isinstance(only.iter, ast.Name) or only.is_async:
            continue
        asked = only.ifs or ([part.elt] if _asks_any(part, facts) else [])  # type: ignore[union-attr]
        found = _keys(only.target, asked, facts)
        if found:
            keys, wanted = zip(*found, strict=True)
            yield _Chosen(only.iter, keys, wanted)


def _asks_any(part: ast.expr, facts: Facts) -> bool:
    """True for `any(row[0] == wanted and … for row in rows)`."""
    call = facts.source.parents[part]
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "any"


def _is_taken(part: ast.GeneratorExp, facts: Facts) -> bool:
    call = facts.source.parents[part]
    called = call.func if isinstance(call, ast.Call) else None
    return (
        isinstance(called, ast.Name)
        and called.id in _TAKERS
        and (facts.is_builtin(called.id, at=called))
    )


def _keys(row: ast.expr, asked: list[ast.expr], facts: Facts) -> list[tuple[Key, ast.expr]]:
    """(key, what it must equal) of the tests that are asked first."""
    found: list[tuple[Key, ast.expr]] = []
    own = flow.stores([row])
    for test in [part for one in asked for part in _ands(one)]:
        if not (isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.Eq]):
            break
        for one, other in (
            (test.left, test.comparators[0]),
            (test.comparators[0], test.left),
        ):
            key, names = key_of(one, row), flow.loads(other)
            if key is None or names & own or not is_known(other, facts):
                continue  # nobody may have asked for it, where the list is empty
            if is_key(other, facts):
                found.append((key, other))
                break
        else:
            break
    return found


def _ands(test: ast.expr) -> list[ast.expr]:
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return test.values if both else [test]  # type: ignore[attr-defined]


def _adds(
    name: str, keys: tuple[Key, ...], node: Loop, facts: Facts
) -> list[tuple[ast.expr, ast.stmt, ast.expr]]:
    """(the list's name, the statement, the row) of each row that the loop appends; empty where a
    row isn't written out there, or a key of it can't be one."""
    found: list[tuple[ast.expr, ast.stmt, ast.expr]] = []
    for use in ast.walk(node):
        if not (isinstance(use, ast.Name) and use.id == name):
            continue
        stmt, row = appended(use, facts)
        if row is None:
            continue
        fields = [field_of(key, row) for key in keys]
        if not all(field is not None and is_key(field, facts) for field in fields):
            return []
        if facts.source.function(stmt) is not facts.source.function(node):
            return []
        found.append((use, stmt, row))
    return found


def _changes(
    name: str,
    chosen: list[_Chosen],
    adds: list[tuple[ast.expr, ast.stmt, ast.expr]],
    node: Loop,
    facts: Facts,
) -> Iterator[Change]:
    index = facts.fresh(f"{name}_by_key")
    yield Around(node, before=f"{index} = {{}}")
    for _, stmt, row in adds:
        key = _together([field_text(key, row, f"{name}[-1]", facts) for key in chosen[0].keys])
        yield Around(stmt, after=f"{index}.setdefault({key}, []).append({name}[-1])")
    for one in chosen:
        wanted = _together([facts.source.segment(part) for part in one.wanted])
        yield Swap(one.rows, f"{index}.get({wanted}, ())")


def _together(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
