from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled
from ._place import library
from ._rule import Rewrite, rule
from ._sorted_views import MEDIANS, View, instead


@rule(ast.For, safety=Safety.CHECK, gain=19.5, hints=("sorted(", "median("))
def prefixes_kept_sorted(node: ast.For, facts: Facts) -> Rewrite | None:
    """Keep the first elements of a list in order instead of sorting more of them in each round.

    What it does:
        Where a loop through places takes `sorted(items[:i + 1])` (or `statistics.median` of it),
        `insort` puts each round's element into a list that is always in order, and that is taken.

    Why it is slow:
        Each round compares all elements so far to find the place of one.

    Before:
        for i in range(len(items)):
            ordered = sorted(items[:i + 1])
            middles.append(ordered[i // 2])

    After:
        from bisect import insort
        items_sorted = []
        for i in range(len(items)):
            insort(items_sorted, items[i])
            ordered = items_sorted
            middles.append(ordered[i // 2])

    When not:
        Elements that may not have one order, a list that the loop changes, parts that don't grow by
        one element in each round. Where there are floats, a NaN (which has no place) has them
        sorted as before.

    Source:
        The Python documentation of `bisect`; Knuth, "The Art of Computer Programming", 5.2.1.
    """
    walk = _walk(node, facts)
    if walk is None or is_compiled(node, facts) or node.orelse:
        return None
    if not facts.is_builtin("sorted", "all", "len", at=node):
        return None
    views = [view for call in ast.walk(node) if (view := _view(call, walk, facts)) is not None]
    if not views or not shapes.within(shapes_of(walk.items, facts), "list", "tuple"):
        return None
    name = walk.items.id
    if name in facts.changed(node) or walk.place in flow.stores(node.body):
        return None
    held = elements_of(walk.items, facts)
    floats = not shapes.comparable(held)
    if floats and (not shapes.numeric(held) or any(_is_kept(v, facts) for v in views)):
        return None
    insort, imports = library("bisect.insort", facts)
    kept, ordered = facts.fresh(f"{name}_sorted"), facts.fresh(f"{name}_in_order")
    begun = f"{kept} = []" if walk.first == 0 else f"{kept} = sorted({name}[:{walk.first}])"
    if floats:
        begun += f"\n{ordered} = all(x == x for x in {name})"
    at = walk.place if walk.shift else f"{walk.place} - 1"
    changes: list[Change] = [
        Around(node, before=begun),
        Around(node.body[0], before=f"{insort}({kept}, {name}[{at}])"),
    ]
    for view in views:
        text = instead(view, kept, [], facts)
        if floats:
            text = f"{text} if {ordered} else {facts.source.segment(view.node)}"
            if not isinstance(facts.source.parents[view.node], ast.Assign):
                text = f"({text})"
        changes.append(Swap(view.node, text))
    return Rewrite(tuple(changes), imports)


@dataclass(frozen=True)
class _Walk:
    """The parts `items[:place + shift]`; the first of them has `first` elements and one more."""

    items: ast.Name
    place: str
    shift: int
    first: int


def _walk(node: ast.For, facts: Facts) -> _Walk | None:
    """How the parts of a list grow; None where not by one element in each round."""
    place, start, stop = _counted(node, facts)
    if not place:
        return None
    for part in ast.walk(node):
        if not (isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)):
            continue
        shift = {f":{place}": 0, f":{place} + 1": 1}.get(ast.unparse(part.slice))
        if shift is None or facts.source.loops(part)[:1] != [node]:
            continue
        size = f"len({part.value.id})"
        long = [size] if shift else [size, f"{size} + 1"]
        if start + shift > 0 and stop in long:
            return _Walk(part.value, place, shift, start + shift - 1)
    return None


def _counted(node: ast.For, facts: Facts) -> tuple[str, int, str]:
    """(variable, start, text of the stop) of `range(n)`, `range(1, n)` and `enumerate(items)`."""
    call = node.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)) or call.keywords:
        return "", 0, ""
    if not facts.is_builtin(call.func.id, at=call):
        return "", 0, ""
    if call.func.id == "enumerate" and isinstance(node.target, ast.Tuple) and len(call.args) == 1:
        first = node.target.elts[0]
        if not isinstance(first, ast.Name):
            return "", 0, ""
        return first.id, 0, f"len({ast.unparse(call.args[0])})"
    if call.func.id != "range" or not isinstance(node.target, ast.Name) or len(call.args) > 2:
        return "", 0, ""
    *first_given, stop = call.args
    start = first_given[0] if first_given else ast.Constant(value=0)
    if not isinstance(start, ast.Constant) or type(start.value) is not int or start.value < 0:
        return "", 0, ""
    made = facts.assigned(stop) if isinstance(stop, ast.Name) else None
    return node.target.id, start.value, ast.unparse(made if made is not None else stop)


def _view(call: ast.AST, walk: _Walk, facts: Facts) -> View | None:
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return None
    given = call.args[0]
    wanted = f"{walk.items.id}[:{walk.place}{' + 1' if walk.shift else ''}]"
    if ast.unparse(given) != wanted:
        return None
    if isinstance(call.func, ast.Name) and call.func.id == "sorted":
        return View(walk.items, call)
    return View(walk.items, given) if facts.full_name(call.func) in MEDIANS else None


def _is_kept(view: View, facts: Facts) -> bool:
    """True for what stays for lists with a NaN."""
    parent = facts.source.parents[view.node]
    return isinstance(parent, ast.IfExp) and "_in_order" in ast.unparse(parent.test)
