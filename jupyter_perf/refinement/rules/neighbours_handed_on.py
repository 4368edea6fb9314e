from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_compiled
from ._neighbour_rounds import FARTHEST, Rounds, is_length, rounds_of
from ._neighbour_texts import written
from ._neighbours import Looking, Looks
from ._place import start
from ._rule import Rewrite, rule
from ._slots import slots_kept
from .index_to_items import is_read_elsewhere


@rule(ast.For, safety=Safety.CHECK, gain=1.4, hints=("range(",), kinds=("function", "program"))
def neighbours_handed_on(node: ast.For, facts: Facts) -> Rewrite | None:
    """Hand each element of a list on to the next round instead of looking neighbours up.

    What it does:
        A loop over the places of a list that looks at the element there and at the one before or
        after it, the last and the first being neighbours or not, goes through the elements. The
        one that the next round needs again is handed on, in the parts that it is unpacked into.

    Why it is slow:
        Each round makes numbers, goes round by `%`, and looks up and unpacks two elements, one of
        which the round before had at hand.

    Before:
        for i in range(len(corners)):
            x1, y1 = corners[i]
            x2, y2 = corners[(i + 1) % len(corners)]
            twice += x1 * y2 - x2 * y1

    After:
        if corners:
            x1, y1 = corners[0]
        for x2, y2 in corners[1:] + corners[:1]:
            twice += x1 * y2 - x2 * y1
            x1, y1 = x2, y2

    When not:
        What isn't known to be a list, tuple or string; a list that changes in the loop; a place
        that isn't surely there, or is used otherwise; `continue`; a name that is read behind the
        loop.

    Source:
        O'Rourke, "Computational Geometry in C", 1.3 (polygons as lists of neighbours); measured:
        1.1 to 1.6 times.
    """
    rounds = rounds_of(node.target, node.iter, facts)
    if rounds is None or is_compiled(node, facts) or flow.has(node, ast.Continue, ast.Try):
        return None
    if any(isinstance(o, ast.For) and _found(o, facts) for o in facts.source.loops(node)):
        return None  # the outer one first: its names are then taken
    found = _found(node, facts)
    return written(node, rounds, *found, facts) if found is not None else None


def _found(node: ast.For, facts: Facts) -> tuple[ast.Name, Looks] | None:
    """The list of which each round looks at two neighbours and nothing else, and where."""
    rounds = rounds_of(node.target, node.iter, facts)
    if rounds is None or node.orelse or rounds.index in flow.stores(node.body):
        return None
    if is_read_elsewhere(node.target, node, facts):  # type: ignore[arg-type]
        return None
    name = _list(rounds.index, node)
    if name is None or not _fits(name, rounds, node, facts):
        return None
    looks = Looking(rounds, name, node, facts).read(_carried(node, rounds, name, facts))
    if looks is None or looks.others or not 2 <= len(looks.found) <= FARTHEST + 1:
        return None
    first, last = min(looks.found), max(looks.found)
    side_by_side = last - first == len(looks.found) - 1
    # Of a list of one element only itself and those around it are there in any case.
    there = not rounds.whole or -1 <= first <= last <= 1
    return (name, looks) if side_by_side and there else None


def _list(index: str, node: ast.For) -> ast.Name | None:
    """The first name that is looked up at the round's place."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Subscript) or index not in flow.loads(part.slice):
            continue
        if isinstance(part.value, ast.Name):
            return part.value
    return None


def _fits(name: ast.Name, rounds: Rounds, node: ast.For, facts: Facts) -> bool:
    if not shapes.within(shapes_of(name, facts), "list", "tuple", "str"):
        return False
    if flow.loads(rounds.size) & flow.stores(node):
        return False
    return is_length(rounds.size, name, node, facts) and slots_kept(name, node, facts)


def _carried(
    node: ast.For, rounds: Rounds, name: ast.Name, facts: Facts
) -> tuple[str, list[ast.stmt]] | None:
    """The place of the round before, handed on by `j = i`, with the statements that do so."""
    last = node.body[-1]
    if not isinstance(last, ast.Assign):
        return None
    target = last.targets[0]
    if not isinstance(target, ast.Name) or ast.unparse(last) != f"{target.id} = {rounds.index}":
        return None
    if not _read_inside(target, node, facts):
        return None
    begun = start(target.id, node, facts)
    if begun is None:
        return None
    binders = facts.binders(target.id, facts.scope(target.id, target))
    if len(binders) != 2 or last not in [facts.source.parents.get(b) for b in binders]:
        return None
    wraps = rounds.whole and _is_last(begun, name, node, facts)
    if not wraps and not (rounds.start == 1 and ast.unparse(begun) == "0"):
        return None
    return target.id, [facts.source.statement(begun), last]


def _is_last(begun: ast.expr, name: ast.Name, node: ast.AST, facts: Facts) -> bool:
    """True for `n - 1` and `-1`, the place of the last element."""
    if ast.unparse(begun) == "-1":
        return True
    less = isinstance(begun, ast.BinOp) and isinstance(begun.op, ast.Sub)
    if not less or ast.unparse(begun.right) != "1":  # type: ignore[attr-defined]
        return False
    return is_length(begun.left, name, node, facts)  # type: ignore[attr-defined]


def _read_inside(target: ast.Name, node: ast.For, facts: Facts) -> bool:
    scope = facts.scope(target.id, target)
    return all(
        facts.source.inside(use, node)
        for use in facts.source.all(ast.Name)
        if use.id == target.id
        and isinstance(use.ctx, ast.Load)
        and facts.scope(use.id, use) is scope
    )
