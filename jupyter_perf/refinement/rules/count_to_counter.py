from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS
from ._place import library, place
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=100.0, hints=(".count(",))
def count_to_counter(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Count all elements once instead of going through the list for each of them.

    What it does:
        `items.count(x)` that is repeated, where `items` is a list, tuple or string that the loop
        doesn't change, looks into a `collections.Counter` made before the loop. Longer parts of a
        string, of which a slice or a list may give the same again, go through a cache.

    Why it is slow:
        Each `count` compares with every element, which makes the loop quadratic.

    Before:
        often = [x for x in data if data.count(x) > 1]

    After:
        from collections import Counter
        data_counts = Counter(data)
        often = [x for x in data if data_counts[x] > 1]

    When not:
        Elements that can't be hashed, a list that changes in the loop, parts of strings longer
        than a character that are all different.

    Source:
        The Python documentation of `collections.Counter`; seen gain 288 times.
    """
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr != "count" or node.keywords:
        return None
    counted = called.value
    if not isinstance(counted, ast.Name) or len(node.args) != 1:
        return None
    kinds = shapes_of(counted, facts)
    if shapes.within(kinds, "str"):
        if not _is_character(node.args[0], facts):
            return _cached(node, counted, facts)
    elif not shapes.within(kinds, "list", "tuple") or not (
        shapes.hashable(elements_of(counted, facts))
        and shapes.hashable(shapes_of(node.args[0], facts))
    ):
        return None
    before = place(node, {counted.id}, facts)
    if before is None:
        return None
    counter, imports = library("collections.Counter", facts)
    name = facts.fresh(f"{counted.id}_counts")
    made = Around(before, f"{name} = {counter}({counted.id})")
    return Rewrite((made, Swap(node, f"{name}[{facts.source.segment(node.args[0])}]")), imports)


def _cached(node: ast.Call, counted: ast.Name, facts: Facts) -> Rewrite | None:
    before = place(node, {counted.id}, facts)
    if before is None or not _may_recur(node.args[0], facts):
        return None
    cache, imports = library("functools.cache", facts)
    name = facts.fresh(f"{counted.id}_count")
    made = Around(before, f"{name} = {cache}({counted.id}.count)")
    return Rewrite((made, Swap(node.func, name)), imports)


def _may_recur(node: ast.expr, facts: Facts) -> bool:
    """True for a part of a text at a place of a loop's, and for elements of a list of texts."""
    if not shapes.within(shapes_of(node, facts), "str"):
        return False
    value = facts.assigned(node) if isinstance(node, ast.Name) else node
    if isinstance(value, ast.Subscript):
        return isinstance(value.slice, ast.Slice)
    parts = [part for parent in facts.source.ancestors(node)
             for part in getattr(parent, "generators", [parent])
             if isinstance(part, ast.For | ast.comprehension)]  # fmt: skip
    for part in parts:
        if isinstance(node, ast.Name) and ast.unparse(part.target) == node.id:
            return shapes.within(shapes_of(part.iter, facts), "list", "tuple")
    return False


def _is_character(node: ast.expr, facts: Facts) -> bool:
    """True for a constant of one character and for the variable of a loop over a string."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and len(node.value) == 1
    if not isinstance(node, ast.Name):
        return False
    for parent in facts.source.ancestors(node):
        parts = parent.generators if isinstance(parent, COMPREHENSIONS) else [parent]
        for part in parts:
            if not isinstance(part, ast.For | ast.comprehension):
                continue
            if isinstance(part.target, ast.Name) and part.target.id == node.id:
                own = isinstance(part, ast.comprehension) or node.id not in facts.changed(part.body)
                return own and _gives_characters(part.iter, facts)
    return False


def _gives_characters(node: ast.expr, facts: Facts) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        copies = node.func.id in ("set", "sorted", "list") and facts.is_builtin(
            node.func.id, at=node
        )
        return copies and _gives_characters(node.args[0], facts)
    return shapes.within(shapes_of(node, facts), "str")
