from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS
from ._cover_lists import listed, names_for, word_of
from ._cover_steps import Steps, may_be_made, steps_of
from ._covers import Added, Cover, added, cover_of
from ._fstrings import lifted
from ._function_copies import repeated_calls, second_form
from ._hot import is_compiled
from ._inner_loops import Inner
from ._leftovers import only_there, read_elsewhere
from ._place import place
from ._rule import Rewrite, rule


@rule(
    ast.Call,
    ast.For,
    ast.Assign,
    ast.FunctionDef,
    safety=Safety.CHECK,
    gain=88.0,
    hints=("sum(", "len(", "+="),
)
def covers_to_steps(
    node: ast.Call | ast.For | ast.Assign | ast.FunctionDef, facts: Facts
) -> Rewrite | None:
    """Count what covers a point by steps up and down, sorted once.

    What it does:
        A count, or a sum of whole numbers, of the elements whose beginning and end lie around
        something, repeated for many points, is looked up by bisection in the running total of
        steps: up where an element begins, down where it ends. Further tests of the element are
        asked once; what it has to equal besides
        is numbered, and becomes the first part of a place. Loops with
        `n += …`, `sum(… for …)` and `len([…])` add alike, also in a function that a loop calls.

    Why it is slow:
        All elements are looked at for each point.

    Before:
        for day in days:
            taken[day] = sum(b["rooms"] for b in bookings if b["from"] <= day < b["to"])

    After:
        from bisect import bisect_right
        from itertools import accumulate
        bookings_steps = sorted(
            step
            for b in bookings
            if b["from"] < b["to"]
            for step in ((b["from"], b["rooms"]), (b["to"], -b["rooms"]))
        )
        bookings_places = [at for at, _ in bookings_steps]
        bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
        for day in days:
            taken[day] = bookings_totals[bisect_right(bookings_places, day)]

    When not:
        Floats that are added up, ends that can't be compared with each other, fields that some
        records lack, a list that changes in the loop, a sum that isn't repeated.

    Source:
        Difference arrays: Blelloch, "Prefix Sums and Their Applications", 1990.
    """
    if is_compiled(node, facts) or not facts.is_builtin("sorted", "list", "enumerate", at=node):
        return None
    if isinstance(node, ast.FunctionDef):
        return _in_function(node, facts)
    if isinstance(node, ast.Assign):
        return _of_list(node, facts)
    found = _covered(node, facts)
    if found is None:
        return None
    one, cover = found
    before = _before(one, cover, facts)
    if before is None or not may_be_made(one, cover, before, facts) or not _leaves(one, facts):
        return None
    steps = steps_of(one, cover, _items(one), facts)
    return Rewrite((Around(before, steps.made), *_asked(one, steps, facts)), steps.imports)


def _covered(node: ast.Call | ast.For, facts: Facts) -> tuple[Added, Cover] | None:
    one = added(node, facts)
    cover = _cover(one.inner, facts) if one is not None else None
    return (one, cover) if one is not None and cover is not None else None


def _cover(inner: Inner, facts: Facts) -> Cover | None:
    if not isinstance(inner.iterated, ast.Name):
        return None
    listed_ones = shapes.within(shapes_of(inner.iterated, facts), "list", "tuple")
    return cover_of(inner, facts) if listed_ones else None


def _items(one: Added) -> str:
    assert isinstance(one.inner.iterated, ast.Name)
    return one.inner.iterated.id


def _before(one: Added, cover: Cover, facts: Facts) -> ast.stmt | None:
    """The statement before which the steps can be made."""
    outside = one.node.iter if isinstance(one.node, ast.For) else one.node
    fixed = {_items(one)}
    for test in cover.rest:
        fixed |= one.inner.loads(test) - one.inner.own
    before = place(outside, fixed, facts)
    return None if before is one.node else before


def _leaves(one: Added, facts: Facts) -> bool:
    """True where nobody misses what the loop's variables hold at its end, and it adds whole
    numbers to one."""
    loop = one.inner.loop
    if loop is None:
        return True
    own = flow.stores([loop.target]) | one.inner.given.keys()
    if facts.source.function(loop) is None and facts.kind == "cell":
        unread = only_there(own, loop, facts)
    else:
        unread = not any(read_elsewhere(name, [loop], facts) for name in own)
    binders = facts.binders(one.total, facts.scope(one.total, loop))
    names = [binder for binder in binders if isinstance(binder, ast.Name)]
    return unread and bool(names) and all(shapes.whole(shapes_of(n, facts)) for n in names)


def _asked(one: Added, steps: Steps, facts: Facts) -> list[Change]:
    loop = one.inner.loop
    if loop is None:
        assert isinstance(one.node, ast.expr)
        return [Swap(one.node, steps.asked)]
    block = facts.source.block(loop)
    above = block[block.index(loop) - 1] if block.index(loop) else None
    if isinstance(above, ast.Assign) and ast.unparse(above) == f"{one.total} = 0":
        return [Instead(above, ""), Instead(loop, f"{one.total} = {steps.asked}")]
    return [Instead(loop, f"{one.total} += {steps.asked}")]


def _of_list(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """`active = [b for b in … if …]`, of which nothing but lengths and sums is read."""
    found = listed(node, facts)
    cover = _cover(found.inner, facts) if found is not None else None
    if found is None or cover is None:
        return None
    fixed = {_items(Added(node.value, found.inner, None))}
    for test in cover.rest:
        fixed |= found.inner.loads(test) - found.inner.own
    before = place(node.value, fixed, facts)
    if before is None:
        return None
    names, lines = names_for(found, facts), dict[str, str]()
    changes: list[Change] = []
    imports: list[str] = []
    for part, one in found.asked.items():
        if not may_be_made(one, cover, before, facts):
            return None
        if names[part] not in lines:
            word = f"{word_of(one.amount)}_" if lines else ""
            steps = steps_of(one, cover, _items(one), facts, word)
            changes.append(Around(before, steps.made))
            lines[names[part]] = f"{names[part]} = {steps.asked}"
            imports += steps.imports
    changes.append(Instead(node, "\n".join(lines.values())))
    changes += [Swap(part, text) for part, text in lifted(names, facts).items()]
    return Rewrite(tuple(changes), tuple(dict.fromkeys(imports)))


def _in_function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """A second form of a function that a loop calls with one and the same list."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Call | ast.For) or facts.source.function(part) is not node:
            continue
        inside = any(isinstance(outer, COMPREHENSIONS) for outer in facts.source.ancestors(part))
        if facts.source.loops(part) or inside:
            continue
        found = _covered(part, facts)
        if found is None:
            continue
        one, cover = found
        alone = not any(one.inner.loads(test) - one.inner.own for test in cover.rest)
        items = one.inner.iterated
        assert isinstance(items, ast.Name)
        calls = repeated_calls(node, items, facts)
        if calls is None or not alone or not _leaves(one, facts):
            continue
        if not all(may_be_made(one, cover, stmt, facts) for stmt in (calls.before, node)):
            continue
        steps = steps_of(one, cover, calls.items.id, facts)
        copy = facts.fresh(f"{node.name}_by_steps")
        changes = second_form(node, copy, _asked(one, steps, facts), calls, facts)
        return Rewrite((Around(calls.before, steps.made), *changes), steps.imports)
    return None
