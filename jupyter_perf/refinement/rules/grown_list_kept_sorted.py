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
from ._hot import is_compiled
from ._loop_numbers import number_kind
from ._place import is_empty_list, library, start
from ._rule import Rewrite, rule
from ._sorted_views import View, instead, only_grows, views_of
from .grown_list_to_set import is_cheap


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=19.0, hints=("sort", "median"))
def grown_list_kept_sorted(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a growing list in order beside it instead of sorting all of it in each round.

    What it does:
        Where a loop appends to a list and takes `sorted(items)` (or a sorted copy, or
        `statistics.median(items)`), `insort` puts each new element into a second list that is
        always in order, and that one is taken.

    Why it is slow:
        Each round compares all elements so far to find the place of one.

    Before:
        history = []
        for price in prices:
            history.append(price)
            ordered = sorted(history)
            medians.append(ordered[len(ordered) // 2])

    After:
        from bisect import insort
        history = []
        history_sorted = []
        for price in prices:
            history.append(price)
            insort(history_sorted, price)
            ordered = history_sorted
            medians.append(ordered[len(ordered) // 2])

    When not:
        Elements that may not have one order, a list that changes otherwise than by `append`,
        another name for it, a function that may see it. Where floats come in, the first NaN (which
        has no place) has the list sorted as before from then on.

    Source:
        The Python documentation of `bisect`; Knuth, "The Art of Computer Programming", 5.2.1.
    """
    if is_compiled(node, facts) or not facts.is_builtin("sorted", "all", at=node):
        return None
    views = list(views_of(node, facts))
    for name in dict.fromkeys(view.name.id for view in views):
        mine = [view for view in views if view.name.id == name]
        found = _of_list(name, mine, node, facts)
        if found is not None:
            return found
    return None


def _of_list(name: str, views: Sequence[View], node: Loop, facts: Facts) -> Rewrite | None:
    adds = only_grows(name, node, views, facts)
    listed = views[0].name
    if not adds or not shapes.within(shapes_of(listed, facts), "list"):
        return None
    outer = facts.source.loops(node)
    if any(only_grows(name, loop, views, facts) for loop in outer) or reads([node], name, facts):
        return None
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(node) | facts.changed(node)):
        return None
    begun = start(name, node, facts)
    empty = begun is not None and is_empty_list(begun, facts)
    floats = _has_floats(listed, list(adds.values()), empty, facts)
    backwards = any(view.backwards for view in views)
    if floats is None or (backwards and not shapes.exact(elements_of(listed, facts))):
        return None
    if any(_is_kept(view, facts) for view in views):
        return None
    insort, imports = library("bisect.insort", facts)
    kept, ordered = facts.fresh(f"{name}_sorted"), facts.fresh(f"{name}_in_order")
    before = f"{kept} = {'[]' if empty else f'sorted({name})'}"
    if floats:
        before += f"\n{ordered} = {'True' if empty else f'all(x == x for x in {name})'}"
    changes: list[Change] = [Around(node, before=before)]
    for stmt, value in adds.items():
        added = facts.source.segment(value) if is_cheap(value) else f"{name}[-1]"
        after = f"{insort}({kept}, {added})"
        if floats:
            after += f"\n{ordered} = {ordered} and {added} == {added}"
        changes.append(Around(stmt, after=after))
    for view in views:
        changes += _replaced(view, instead(view, kept, list(adds), facts), floats, ordered, facts)
    return Rewrite(tuple(changes), imports)


def _replaced(view: View, text: str, floats: bool, ordered: str, facts: Facts) -> list[Change]:
    if floats:
        old = facts.source.segment(view.node)
        if view.sorting is not None:
            old = f"sorted({view.name.id})"
        text = f"{text} if {ordered} else {old}"
        if not isinstance(facts.source.parents[view.node], ast.Assign | ast.Call):
            text = f"({text})"
    changes: list[Change] = [Swap(view.node, text)]
    return [*changes, Instead(view.sorting, "")] if view.sorting is not None else changes


def _is_kept(view: View, facts: Facts) -> bool:
    """True for what stays for lists with a NaN."""
    parent = facts.source.parents[view.node]
    return isinstance(parent, ast.IfExp) and "_in_order" in ast.unparse(parent.test)


def _has_floats(
    listed: ast.Name, values: Sequence[ast.expr], empty: bool, facts: Facts
) -> bool | None:
    """Whether there may be a NaN among the elements; None where they may have no order at all."""
    held = elements_of(listed, facts)
    if shapes.comparable(held):
        return False
    numbers = [number_kind(value, facts) for value in values]
    if shapes.numeric(held) or (empty and None not in numbers):
        return True
    return None
