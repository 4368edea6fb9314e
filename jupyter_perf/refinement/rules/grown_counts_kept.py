from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._grown_counts import Count, counts_of
from ._hot import is_compiled
from ._place import is_empty_list, library, start
from ._rule import Rewrite, rule
from ._sorted_views import looks
from .grown_list_to_set import appended, is_cheap

_SIDES = {"<": "bisect_left", "<=": "bisect_right", ">": "bisect_right", ">=": "bisect_left"}


@rule(
    ast.For,
    ast.While,
    safety=Safety.CHECK,
    gain=75.0,
    hints=(".append(",),
    kinds=("function", "program"),
)
def grown_counts_kept(node: Loop, facts: Facts) -> Rewrite | None:
    """Count in a growing list by bisection, or by a Counter kept beside it.

    What it does:
        Where a loop appends to a list and counts the elements so far that are below or above
        something, `insort` keeps a second list in order, and bisection counts there. Where it
        counts those equal to something, a Counter is kept.

    Why it is slow:
        Each round compares all elements so far.

    Before:
        for score in scores:
            better.append(sum(1 for other in seen if other > score))
            seen.append(score)

    After:
        from bisect import bisect_right, insort
        seen_sorted = []
        for score in scores:
            better.append(len(seen_sorted) - bisect_right(seen_sorted, score))
            seen.append(score)
            insort(seen_sorted, score)

    When not:
        Elements that aren't all whole numbers or all strings, a list that changes otherwise than by
        `append`, another name for it, a function that may see it.

    Source:
        The Python documentation of `bisect` and `collections.Counter`.
    """
    if is_compiled(node, facts) or not facts.is_builtin("len", "sorted", at=node):
        return None
    counts = list(counts_of(node, facts))
    changes: list[Change] = []
    imports: list[str] = []
    for name in dict.fromkeys(count.items.id for count in counts):
        own = [count for count in counts if count.items.id == name]
        adds = _appends(name, node, own, facts)
        if not adds or not _fit(name, own, node, facts):
            continue
        if any(_appends(name, o, own, facts) for o in facts.source.loops(node)):
            continue
        for equal in (False, True):
            alike = [count for count in own if (count.sign == "==") is equal]
            if alike:
                changes += _kept(name, alike, adds, node, imports, facts)
    return Rewrite(tuple(changes), tuple(imports)) if changes else None


def _appends(
    name: str, loop: Loop, counts: Sequence[Count], facts: Facts
) -> dict[ast.stmt, ast.expr]:
    """Statement → what it appends; empty where a loop does more to a list than that."""
    known = {count.items for count in counts}
    found: dict[ast.stmt, ast.expr] = {}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name) or use in known:
            continue
        if facts.source.function(use) is not facts.source.function(loop):
            return {}
        stmt, value = appended(use, facts)
        if value is not None and isinstance(use.ctx, ast.Load):
            if isinstance(value, ast.Starred) or name in flow.loads(value):
                return {}
            found[stmt] = value
        elif not looks(use, facts):
            return {}
    return found


def _fit(name: str, counts: Sequence[Count], loop: Loop, facts: Facts) -> bool:
    listed = counts[0].items
    held = elements_of(listed, facts)
    if not shapes.within(shapes_of(listed, facts), "list"):
        return False
    if not any(
        shapes.within(held, kind)
        and all(shapes.within(shapes_of(count.limit, facts), kind) for count in counts)
        for kind in ("int", "str")
    ):
        return False
    counters = [
        part
        for count in counts
        for part in ast.walk(count.node)
        if isinstance(part, ast.Name) and part.id == count.counter
    ]
    if not all(shapes.within(shapes_of(part, facts), "int") for part in counters):
        return False
    others = facts.aliases_of(name) - {name}
    return not (others & (flow.loads(loop) | facts.changed(loop)) or reads([loop], name, facts))


def _kept(
    name: str,
    counts: Sequence[Count],
    adds: dict[ast.stmt, ast.expr],
    loop: Loop,
    imports: list[str],
    facts: Facts,
) -> list[Change]:
    """What is kept beside the list: made before, changed at each append, and asked."""
    given = start(name, loop, facts)
    empty = given is not None and is_empty_list(given, facts)
    equal = counts[0].sign == "=="
    kept = facts.fresh(f"{name}_{'counts' if equal else 'sorted'}")
    if equal:
        counter, lines = library("collections.Counter", facts)
        made = f"{kept} = {counter}({'' if empty else name})"
    else:
        insort, lines = library("bisect.insort", facts)
        made = f"{kept} = {'[]' if empty else f'sorted({name})'}"
    imports += lines
    changes: list[Change] = [Around(loop, before=made)]
    for stmt, value in adds.items():
        added = facts.source.segment(value) if is_cheap(value) else f"{name}[-1]"
        more = f"{kept}[{added}] += 1" if equal else f"{insort}({kept}, {added})"
        changes.append(Around(stmt, after=more))
    for count in counts:
        limit = facts.source.segment(count.limit)
        text = f"{kept}[{limit}]"
        if not equal:
            bisect, lines = library(f"bisect.{_SIDES[count.sign]}", facts)
            imports += lines
            text = f"{bisect}({kept}, {limit})"
            text = f"len({kept}) - {text}" if count.sign in (">", ">=") else text
        if isinstance(count.node, ast.For):
            changes.append(Instead(count.node, f"{count.counter} += {text}"))
        else:
            whole = f"({text})" if text.startswith("len(") else text
            changes.append(Swap(count.node, whole))
    return changes
