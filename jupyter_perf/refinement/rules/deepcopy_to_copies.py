from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shapes import Shapes
from ..shaping import shapes_of
from ._hot import is_compiled
from ._rule import Rewrite, rule

_COPIED = {"list": "{0}[:]", "dict": "{0}.copy()", "set": "{0}.copy()"}


@rule(ast.Call, safety=Safety.SAFE, gain=6.0, hints=("deepcopy(",))
def deepcopy_to_copies(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Copy lists and dicts of plain values directly instead of by `deepcopy`.

    What it does:
        `copy.deepcopy(grid)` of a list of lists of numbers or strings becomes
        `[row[:] for row in grid]`, and likewise for lists and dicts that hold plain values, lists,
        sets or dicts of such. Where two places hold the same row the original is kept, as its
        copy would share the row too.

    Why it is slow:
        `deepcopy` calls a function for each element and remembers what it has seen; a slice copies
        a row at once.

    Before:
        new = copy.deepcopy(grid)

    After:
        new = [row[:] for row in grid] if len(set(map(id, grid))) == len(grid) else copy.deepcopy(grid)

    When not:
        Elements whose types aren't known, more levels than two.

    Source:
        The Python documentation of `copy`; seen gains 5 to 20 times.
    """  # noqa: E501 - the line is as the rule writes it
    if facts.full_name(node.func) != "copy.deepcopy" or len(node.args) != 1 or node.keywords:
        return None
    given = node.args[0]
    if not isinstance(given, ast.Name) or is_compiled(node, facts) or _kept(node, facts):
        return None
    if not facts.is_builtin("len", "set", "map", "id", at=node):
        return None
    outer = _only(shapes_of(given, facts))
    if outer is None:
        return None
    held = outer.to if outer.kind == "dict" else outer.of
    if outer.kind == "dict" and not shapes.hashable(outer.of):
        return None
    if _plain(held):
        return Rewrite((Swap(node, _COPIED[outer.kind].format(given.id)),))
    text = _two_levels(given.id, outer.kind, held, facts)
    if text is None:
        return None
    parent = facts.source.parents[node]
    alone = isinstance(parent, ast.Assign | ast.Return) and parent.value is node
    choice = f"{text} else {facts.source.segment(node)}"
    return Rewrite((Swap(node, choice if alone else f"({choice})"),))


def _kept(node: ast.Call, facts: Facts) -> bool:
    """True for the call that a rewrite has kept for rows that are shared."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.IfExp) and parent.orelse is node):
        return False
    return ast.unparse(parent.test).startswith("len(set(map(id,")


def _only(found: Shapes | None) -> shapes.Shape | None:
    """What is known of a list or a dict, whatever it is."""
    if not shapes.within(found, "list") and not shapes.within(found, "dict"):
        return None
    alike = list(found or ())
    of, to = shapes.union(*(s.of for s in alike)), shapes.union(*(s.to for s in alike))
    return shapes.Shape(alike[0].kind, of, to if alike[0].kind == "dict" else None)


def _plain(held: Shapes | None) -> bool:
    """True for values that `deepcopy` hands back as they are."""
    return held is not None and all(s.kind in shapes.PLAIN for s in held)


def _two_levels(name: str, kind: str, held: Shapes | None, facts: Facts) -> str | None:
    """`[row[:] for row in grid] if …`, where all that is held is of one kind and holds plain."""
    if not held or len({s.kind for s in held}) != 1:
        return None
    inner = next(iter(held)).kind
    if inner not in _COPIED or not all(_plain(s.of) for s in held):
        return None
    if inner == "dict" and not all(_plain(s.to) for s in held):
        return None
    if kind == "list":
        row = facts.fresh("row")
        copied = f"[{_COPIED[inner].format(row)} for {row} in {name}]"
        return f"{copied} if len(set(map(id, {name}))) == len({name})"
    key, value = facts.fresh("key"), facts.fresh("value")
    copied = f"{{{key}: {_COPIED[inner].format(value)} for {key}, {value} in {name}.items()}}"
    return f"{copied} if len(set(map(id, {name}.values()))) == len({name})"
