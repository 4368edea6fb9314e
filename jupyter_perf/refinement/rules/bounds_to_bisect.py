from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import Loop
from ._bound_lists import lists_of
from ._bound_texts import search_text
from ._bound_walks import walk_of
from ._bound_work import work_of
from ._function_copies import repeated_calls, second_form
from ._hot import is_compiled
from ._rule import Rewrite, rule


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=36.0, hints=("<", ">"))
def bounds_to_bisect(node: Loop, facts: Facts) -> Rewrite | None:
    """Find the bin, band or time that a value falls into by bisection.

    What it does:
        A loop that looks through rising bounds for the first (or the last) that a value lies
        below or above, and is run again and again, becomes `bisect_left` or `bisect_right`. That
        the bounds rise is asked once, before; the loop stays for bounds that don't.

    Why it is slow:
        The interpreter compares the value with one bound after another; bisection looks at a few.

    Before:
        for value in values:
            for i in range(len(edges) - 1):
                if edges[i] <= value < edges[i + 1]:
                    counts[i] += 1
                    break

    After:
        from bisect import bisect_right
        from itertools import pairwise
        edges_rise = len(edges) > 1 and all(low <= high for low, high in pairwise(edges))
        for value in values:
            if edges_rise:
                i = bisect_right(edges, value) - 1
                if 0 <= i < len(edges) - 1:
                    counts[i] += 1
            else:
                for i in range(len(edges) - 1):
                    if edges[i] <= value < edges[i + 1]:
                        counts[i] += 1
                        break

    When not:
        Bounds or values that may have no order, bounds that change meanwhile, further tests, work
        that each round of the search does.

    Source:
        The Python documentation of `bisect`, "Searching Sorted Lists"; Knuth, "The Art of Computer
        Programming", 6.2.1.
    """
    if is_compiled(node, facts) or _is_kept(node, facts):
        return None
    walk = walk_of(node, facts)
    work = work_of(walk, facts) if walk is not None else None
    if walk is None or work is None:
        return None
    function = facts.source.function(node)
    outer: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if walk.items.id in facts.changed(loop):
            break
        outer = loop
    if outer is not None:
        lists = lists_of(work, walk, walk.items.id, outer, facts)
        if lists is None:
            return None
        new, imports = search_text(work, walk, lists, facts)
        changes: list[Change] = [Around(outer, lists.made), Instead(node, new)]
        if work.begun is not None:
            changes.append(Instead(work.begun, ""))
        return Rewrite(tuple(changes), (*imports, *lists.imports))
    if not isinstance(function, ast.FunctionDef) or facts.source.loops(node):
        return None
    calls = repeated_calls(function, walk.items, facts)
    if calls is None or work.begun is not None:
        return None
    lists = lists_of(work, walk, calls.items.id, calls.before, facts)
    if lists is None:
        return None
    new, imports = search_text(work, walk, lists, facts)
    copy = facts.fresh(f"{function.name}_by_bisection")
    copied = second_form(function, copy, [Instead(node, new)], calls, facts)
    return Rewrite((Around(calls.before, lists.made), *copied), (*imports, *lists.imports))


def _is_kept(node: Loop, facts: Facts) -> bool:
    """True for the loop that stays for bounds that don't rise."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.If):
            test = parent.test.values[0] if isinstance(parent.test, ast.BoolOp) else parent.test
            if isinstance(test, ast.Name) and test.id.rstrip("_0123456789").endswith("_rise"):
                return True
    return False
