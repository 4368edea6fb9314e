from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..syntax import column_of, joined_tests
from ._fstrings import lifted
from ._guarded import is_kept
from ._key_filters import rows_asked_for, tests_rows
from ._known_frames import frame_at
from ._rows import quote_of
from ._rule import Rewrite, rule

_ORDERED = frozenset({"int", "float", "bool", "datetime"})


@rule(ast.Assign, safety=Safety.CHECK, gain=46.0, hints=("==",))
def filters_joined(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Filter a frame once by all tests, instead of filtering what an earlier filter left.

    What it does:
        `part = df[test]` in a loop or function, of which only filters by further tests are used,
        goes into these: `df[further & test]`. Other rewrites then see what keys the rows are
        found by.

    Why it is slow:
        Each filter copies the rows that pass, with all columns, only to be filtered again.

    Before:
        for team, day in asked:
            past = games[games['day'] < day]
            own = past[past['team'] == team]
            means.append(own['goals'].mean())

    After:
        for team, day in asked:
            own = games[(games['team'] == team) & (games['day'] < day)]
            means.append(own['goals'].mean())

    When not:
        What the first filter leaves is used in any other way, or is changed; a later test is one
        by size of a column that may hold anything.

    Source:
        The pandas user guide, "Indexing and selecting data", boolean indexing.
    """
    target, made = node.targets[0], node.value
    if len(node.targets) > 1 or not isinstance(target, ast.Name) or is_kept(node, facts):
        return None
    asked = rows_asked_for(made) if isinstance(made, ast.Subscript) else None
    if asked is None or asked[2] is not None or not _is_inner(target, node, facts):
        return None
    frame, test, _ = asked
    first = joined_tests(test)
    if frame.id == target.id or not all(tests_rows(part, frame.id, facts) for part in first):
        return None
    filters = _filters(target, node, facts)
    keyed = any(_is_key(part) for part in first) or all(map(_has_key, filters))
    if not filters or not keyed:
        return None
    _check(frame, filters, target.id, node, facts)
    swaps: dict[ast.expr, str] = {
        one: _joined(one, target.id, frame.id, first, facts) for one in filters
    }
    changes: list[Change] = [Swap(whole, text) for whole, text in lifted(swaps, facts).items()]
    return Rewrite((*changes, Instead(node, "")))


def _is_inner(target: ast.Name, node: ast.Assign, facts: Facts) -> bool:
    """True for a name of a loop's rounds or of a function, bound there alone."""
    if not (facts.source.loops(node) or facts.source.function(node)):
        return False
    binders = facts.binders(target.id, facts.scope(target.id, target))
    return binders == [target] and target.id not in facts.namespace


def _filters(target: ast.Name, node: ast.Assign, facts: Facts) -> list[ast.Subscript]:
    """The filters of a frame, below its making, where these are all that it is used for."""
    scope = facts.scope(target.id, target)
    block = facts.source.block(node)
    later = block[block.index(node) + 1 :]
    found: list[ast.Subscript] = []
    uses = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == target.id]
    for use in (use for use in uses if use is not target):
        if not any(facts.source.inside(use, stmt) for stmt in later):
            return []
        above = facts.source.parents[use]
        place = facts.source.parents[above] if isinstance(above, ast.Attribute) else above
        asked = rows_asked_for(place) if isinstance(place, ast.Subscript) else None
        if asked is not None and asked[0] is use and flow.loads(asked[1]) >= {target.id}:
            if not all(tests_rows(one, target.id, facts) for one in joined_tests(asked[1])):
                return []
            found.append(place)  # type: ignore[arg-type]
    inside = {name for one in found for name in ast.walk(one)}
    return found if all(use in inside for use in uses if use is not target) else []


def _has_key(one: ast.Subscript) -> bool:
    """True for a filter that asks for rows that equal something."""
    asked = rows_asked_for(one)
    return asked is not None and any(map(_is_key, ast.walk(asked[1])))


def _is_key(test: ast.AST) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq)


def _check(
    frame: ast.Name, filters: list[ast.Subscript], name: str, node: ast.Assign, facts: Facts
) -> None:
    """Declines where a later test could fail for rows that the first one leaves out, or where
    something changes in between."""
    known = frame_at(frame, node, facts)
    if known is None:
        raise Decline("a frame whose columns aren't known")
    block = facts.source.block(node)
    later = block[block.index(node) + 1 :]
    last = max(i for i, s in enumerate(later) for f in filters if facts.source.inside(f, s))
    if flow.loads(node.value) & facts.changed(later[: last + 1]):
        raise Decline("what the first filter reads changes")
    for test in (part for one in filters for part in ast.walk(one.slice)):
        if isinstance(test, ast.Compare) and not isinstance(test.ops[0], ast.Eq | ast.NotEq):
            columns = [column_of(side, name) for side in (test.left, *test.comparators)]
            kinds = [known.columns.get(column) for column in columns if column is not None]
            if not all(kind in _ORDERED for kind in kinds):
                raise Decline("a test by size that other rows might not pass without an error")
        if isinstance(test, ast.Call) and getattr(test.func, "attr", "") == "between":
            raise Decline("a test by size")


def _joined(one: ast.Subscript, name: str, frame: str, first: list[ast.expr], facts: Facts) -> str:
    asked = rows_asked_for(one)
    assert asked is not None
    _, test, column = asked
    texts: list[str] = []
    for part in (*joined_tests(test), *first):
        named = [n for n in ast.walk(part) if isinstance(n, ast.Name) and n.id == name]
        text = facts.source.render(part, dict.fromkeys(named, frame))
        texts.append(text if isinstance(part, ast.Call) else f"({text})")
    joined, quote = " & ".join(dict.fromkeys(texts)), quote_of(facts)
    if column is None:
        return f"{frame}[{joined}]"
    return f"{frame}.loc[{joined}, {quote}{column}{quote}]"
