from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._levels import place_of
from ._rule import Rewrite, rule

_GROWS = frozenset({"append", "extend", "insert"})
WORTHWHILE = 8
"""In shorter lists a search costs no more than hashing."""


@rule(ast.Compare, safety=Safety.CHECK, gain=50.0, hints=(" in ",))
def list_to_set(node: ast.Compare, facts: Facts) -> Rewrite | None:
    """Look members up in a set instead of searching a list again and again.

    What it does:
        `x in items` that is repeated, where `items` is a list or tuple that the loop doesn't
        change, looks into a set that is made once before the loop; so does `x in lists[k]`, where
        `k` stays the same.

    Why it is slow:
        `in` compares with one element after another; a set goes to the right place by the hash.

    Before:
        kept = [x for x in data if x in allowed]

    After:
        allowed_set = set(allowed)
        kept = [x for x in data if x in allowed_set]

    When not:
        Elements that can't be hashed, a list that changes in the loop, a list of a few elements,
        `set` bound to something else.

    Source:
        The Python wiki, "TimeComplexity"; seen gain 111 times.
    """
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
        return None
    searched = node.comparators[0]
    if isinstance(searched, ast.Subscript):
        return _one_of_many(node, searched, facts)
    if not isinstance(searched, ast.Name) or not facts.is_builtin("set", at=node):
        return None
    if _bound_inside(node, searched.id, facts) or not _searchable(searched, facts):
        return None
    if facts.every(searched, lambda value: len(value) < WORTHWHILE) or _short(searched, facts):
        return None
    stmt = _outermost(node, searched, facts)
    if stmt is None or is_unhashable(node.left, facts):
        return None
    name = facts.fresh(f"{searched.id}_set")
    made = Around(stmt, before=f"{name} = set({searched.id})")
    return Rewrite((made, Swap(searched, name)))


def _one_of_many(node: ast.Compare, searched: ast.Subscript, facts: Facts) -> Rewrite | None:
    """The same for a list in a list or dict, where it is the same one in each round."""
    base, index = searched.value, searched.slice
    plain = isinstance(base, ast.Name) and isinstance(index, ast.Name | ast.Constant)
    if not plain or not facts.is_builtin("set", at=node) or is_unhashable(node.left, facts):
        return None
    held = shapes_of(searched, facts)
    if not shapes.within(held, "list", "tuple") or not shapes.hashable(shapes.elements(held)):
        return None
    names = flow.loads(searched)
    place = place_of(searched, names, False, facts)
    sure = place is not None
    if place is None:
        place = place_of(searched, names, True, facts)
    text = facts.source.segment(searched)
    if place is None or not (sure or _asked_first(text, place.stmt)):
        return None
    if _all_short(base, facts) or not isinstance(place.stmt, ast.For):
        return None
    name = facts.fresh(f"{base.id}_set")  # type: ignore[attr-defined]
    made = f"set({text})"
    if sure and place.guards and not _asked_first(text, place.stmt):
        made += f" if {' and '.join(place.guards)} else None"
    return Rewrite((Around(place.stmt, f"{name} = {made}"), Swap(searched, name)))


def _asked_first(text: str, loop: ast.stmt) -> bool:
    """True for a loop that goes through the very list, so that it must be there."""
    return isinstance(loop, ast.For) and ast.unparse(loop.iter) == text


def _all_short(base: ast.expr, facts: Facts) -> bool:
    """True where what is known of the lists in a container is that they have a few elements."""
    sizes = [
        len(one)
        for value in facts.samples(base)
        for one in (value.values() if isinstance(value, dict) else value)
        if isinstance(one, list | tuple)
    ]
    return bool(sizes) and sum(sizes) < WORTHWHILE * len(sizes)


def _bound_inside(node: ast.Compare, name: str, facts: Facts) -> bool:
    """True for the variable of a comprehension around a search: outside it isn't known."""
    around = [one for one in facts.source.ancestors(node) if isinstance(one, COMPREHENSIONS)]
    return any(name in flow.stores([g.target]) for one in around for g in one.generators)


def _searchable(searched: ast.Name, facts: Facts) -> bool:
    """True for a list or tuple of what can be hashed, by its values or by how it is made."""
    if facts.kind_of(searched) in ("list", "tuple") and facts.holds_hashables(searched):
        return True
    known = shapes.within(shapes_of(searched, facts), "list", "tuple")
    return known and shapes.hashable(elements_of(searched, facts))


def _outermost(node: ast.Compare, searched: ast.Name, facts: Facts) -> ast.stmt | None:
    """The statement before which a set can be made so that it serves all repetitions."""
    loop = facts.invariant_loop(searched, node)
    if loop is not None:
        return loop
    repeated = False
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, (*FUNCTIONS, ast.stmt)):
            break
        if isinstance(parent, COMPREHENSIONS):
            first = parent.generators[0]
            repeated = repeated or child is not first or not _within(node, first.iter)
        child = parent
    if not repeated or isinstance(parent, FUNCTIONS):
        return None
    stmt = facts.source.statement(node)
    own = facts.source.loops(node)
    inside = isinstance(stmt, ast.While) or (own and own[0] is stmt)
    if inside or searched.id in facts.changed(parent) or isinstance(parent, ast.While):
        return None
    return stmt if searched.id not in flow.stores(stmt) else None


def _short(searched: ast.Name, facts: Facts) -> bool:
    value = facts.assigned(searched)
    if not isinstance(value, ast.List | ast.Tuple) or len(value.elts) >= WORTHWHILE:
        return False
    parents = [facts.source.parents[n] for n in facts.source.all(ast.Name) if n.id == searched.id]
    return not any(isinstance(p, ast.Attribute) and p.attr in _GROWS for p in parents)


def _within(node: ast.AST, outer: ast.AST) -> bool:
    return any(part is node for part in ast.walk(outer))


def is_unhashable(node: ast.expr, facts: Facts) -> bool:
    """True where what is looked for is known not to be hashable (a list is equal to lists)."""
    found = shapes_of(node, facts)
    if found is not None and not shapes.hashable(found):
        return True
    return facts.kind_of(node) in ("list", "dict", "set", "ndarray", "DataFrame", "Series")
