from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._rule import Rewrite, rule

_COPIES = ("list", "tuple", "sorted", "set")
_KEYED = ("dict", "set", "frozenset", "Counter", "defaultdict")


@rule(ast.Compare, safety=Safety.CHECK, gain=30.0, hints=(" in ",))
def copied_membership(node: ast.Compare, facts: Facts) -> Rewrite | None:
    """Ask a container itself whether it has a member, not a copy of it.

    What it does:
        `x in list(table)`, `x in table.keys()`, `x in list(table.keys())`, `x in sorted(items)`,
        `x in [item for item in items]` and the like become `x in table`.

    Why it is slow:
        The copy goes through all elements before the search has begun, and a list has to be
        searched where a dict or set knows the place.

    Before:
        hits = [w for w in words if w in list(table.keys())]

    After:
        hits = [w for w in words if w in table]

    When not:
        What is looked for may not be hashable, elements that can't be sorted.

    Source:
        The Python documentation, "Mapping Types"; ruff's SIM118.
    """
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
        return None
    asked = node.comparators[0]
    inner = _without_copy(asked, facts)
    if inner is asked:
        return None
    kinds = shapes_of(inner, facts)
    if shapes.within(kinds, *_KEYED):
        fits = shapes.hashable(shapes_of(node.left, facts))
    else:
        fits = shapes.within(kinds, "list", "tuple", "range")
    return Rewrite((Swap(asked, facts.source.segment(inner)),)) if fits else None


def _without_copy(node: ast.expr, facts: Facts) -> ast.expr:
    """What is left of `list(x)`, `sorted(x)`, `x.keys()`; the node itself where nothing is."""
    if isinstance(node, ast.ListComp):
        copied = _gone_through(node)
        return node if copied is None else _without_copy(copied, facts)
    if not isinstance(node, ast.Call) or node.keywords:
        return node
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr == "keys" and not node.args:
        plain = shapes.within(shapes_of(called.value, facts), "dict", "Counter", "defaultdict")
        return called.value if plain else node
    if not (isinstance(called, ast.Name) and called.id in _COPIES and len(node.args) == 1):
        return node
    if not facts.is_builtin(called.id, at=called):
        return node
    held = elements_of(node.args[0], facts)
    fits = {"sorted": shapes.comparable, "set": shapes.hashable}.get(called.id)
    if fits is not None and not fits(held):
        return node
    # A set is worth its making only where it is made once, which isn't for this rule to say.
    if called.id == "set" and not shapes.within(shapes_of(node.args[0], facts), *_KEYED):
        return node
    return _without_copy(node.args[0], facts)


def _gone_through(node: ast.ListComp) -> ast.expr | None:
    """`items` of `[item for item in items]`, which leaves none out."""
    only = node.generators[0]
    if len(node.generators) > 1 or only.ifs or only.is_async or not isinstance(node.elt, ast.Name):
        return None
    same = isinstance(only.target, ast.Name) and only.target.id == node.elt.id
    return only.iter if same else None
