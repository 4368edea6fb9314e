from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import LOOPS
from ._place import place
from ._rule import Rewrite, rule
from ._unbound import is_bound_at
from .grown_list_to_places import is_there
from .grown_list_to_set import membership_tests

WORTHWHILE = 8
"""In shorter lists a search costs no more than hashing."""


@rule(ast.Call, safety=Safety.CHECK, gain=51.0, hints=(".index(",))
def index_to_dict(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Look positions up in a dict instead of searching a list again and again.

    What it does:
        `items.index(x)` that is repeated, where `items` is a list or tuple that the loop doesn't
        change, looks into a dict of first positions made before the loop; so does `x in items`
        there. What isn't known to be in the list is still asked of it, which raises as before.

    Why it is slow:
        `index` compares with one element after another.

    Before:
        places = [names.index(x) for x in chosen]

    After:
        names_index = {item: i for i, item in reversed(list(enumerate(names)))}
        places = [names_index[x] if x in names_index else names.index(x) for x in chosen]

    When not:
        Elements that can't be hashed, a list that changes in the loop, a list of a few elements,
        one that may not be there yet where the loop begins.

    Source:
        The Python wiki, "TimeComplexity".
    """
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr != "index" or node.keywords:
        return None
    searched = called.value
    if not isinstance(searched, ast.Name) or len(node.args) != 1:
        return None
    if not isinstance(node.args[0], ast.Name | ast.Constant | ast.Subscript):
        return None
    if not facts.is_builtin("reversed", "list", "enumerate", at=node):
        return None
    if not shapes.within(shapes_of(searched, facts), "list", "tuple"):
        return None
    if not shapes.hashable(elements_of(searched, facts)):
        return None
    if not shapes.hashable(shapes_of(node.args[0], facts)):
        return None
    if facts.every(searched, lambda value: len(value) < WORTHWHILE):
        return None
    before = place(node, {searched.id}, facts)
    if before is None or _is_otherwise(node, facts) or not is_bound_at(searched, before, facts):
        return None
    name = facts.fresh(f"{searched.id}_index")
    item, i = facts.fresh("item"), facts.fresh("i")
    wanted = facts.source.segment(node.args[0])
    every = f"reversed(list(enumerate({searched.id})))"
    made = Around(before, f"{name} = {{{item}: {i} for {i}, {item} in {every}}}")
    found = f"({name}[{wanted}] if {wanted} in {name} else {facts.source.segment(node)})"
    tests = _tests(searched, before, facts)
    if tests and isinstance(before, LOOPS) and is_there(node, searched.id, before, facts):
        found = f"{name}[{wanted}]"
    return Rewrite((made, Swap(node, found), *(Swap(test, name) for test in tests)))


def _tests(searched: ast.Name, before: ast.stmt, facts: Facts) -> list[ast.expr]:
    """Where the list is asked for a member, which the dict tells as well."""
    if not isinstance(before, LOOPS):
        return []
    asked = membership_tests(before).get(searched.id, [])
    scope = facts.scope(searched.id, searched)
    return [
        test.comparators[0]
        for test in asked
        if shapes.hashable(shapes_of(test.left, facts))
        and facts.scope(searched.id, test) is scope
        and before in facts.source.loops(test)
    ]


def _is_otherwise(node: ast.expr, facts: Facts) -> bool:
    """True for the call that an earlier rewrite left for what isn't in the dict."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and "_index" in ast.unparse(parent.test)
    )
