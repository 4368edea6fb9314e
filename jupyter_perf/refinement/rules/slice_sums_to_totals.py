from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._place import library, place
from ._rule import Rewrite, rule

_PLAIN = (ast.Name, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.expr_context)


@rule(ast.Call, safety=Safety.CHECK, gain=40.0, hints=("sum(",))
def slice_sums_to_totals(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Take the sum of a slice as the difference of two running totals.

    What it does:
        `sum(items[a:b])` that is repeated, where `items` holds whole numbers and the loop doesn't
        change it, takes two totals from a list made once before the loop. Places outside of the
        list go the old way.

    Why it is slow:
        Each slice is copied and added up again, though neighbouring ones share nearly all.

    Before:
        for i in range(len(counts) - window + 1):
            sums.append(sum(counts[i:i + window]))

    After:
        from itertools import accumulate
        totals = list(accumulate(counts, initial=0))
        for i in range(len(counts) - window + 1):
            sums.append(
                totals[i + window] - totals[i]
                if 0 <= i <= i + window < len(totals) else sum(counts[i:i + window])
            )

    When not:
        Floats, whose differences round otherwise; a list that changes in the loop; a step; a sum
        that isn't repeated.

    Source:
        Prefix sums: Blelloch, "Prefix Sums and Their Applications", 1990.
    """
    if not (isinstance(node.func, ast.Name) and node.func.id == "sum" and len(node.args) == 1):
        return None
    part = node.args[0]
    if node.keywords or not isinstance(part, ast.Subscript) or not isinstance(part.value, ast.Name):
        return None
    cut, items = part.slice, part.value
    if not isinstance(cut, ast.Slice) or cut.step is not None or not (cut.lower or cut.upper):
        return None
    ends = [end for end in (cut.lower, cut.upper) if end is not None]
    if not all(isinstance(p, _PLAIN) for end in ends for p in ast.walk(end)):
        return None
    if not all(shapes.within(shapes_of(end, facts), "int") for end in ends):
        return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    if not shapes.whole(elements_of(items, facts)) or _is_otherwise(node, facts):
        return None
    if not facts.is_builtin("sum", "len", "list", at=node):
        return None
    before = place(node, {items.id}, facts)
    if before is None or items.id in flow.stores(before):
        return None
    accumulate, imports = library("itertools.accumulate", facts)
    name = facts.fresh(f"{items.id}_totals")
    made = Around(before, f"{name} = list({accumulate}({items.id}, initial=0))")
    return Rewrite((made, Swap(node, _difference(node, cut, name, facts))), imports)


def _difference(node: ast.Call, cut: ast.Slice, name: str, facts: Facts) -> str:
    low = "0" if cut.lower is None else facts.source.segment(cut.lower)
    high = f"len({name}) - 1" if cut.upper is None else facts.source.segment(cut.upper)
    tested = f"0 <= {low} <= {high} < len({name})"
    if cut.lower is None:
        tested = f"0 <= {high} < len({name})"
    elif cut.upper is None:
        tested = f"0 <= {low} < len({name})"
    taken = f"{name}[-1]" if cut.upper is None else f"{name}[{high}]"
    new = taken if cut.lower is None else f"{taken} - {name}[{low}]"
    return f"({new} if {tested} else {facts.source.segment(node)})"


def _is_otherwise(node: ast.expr, facts: Facts) -> bool:
    """True for the sum that an earlier rewrite left for places outside of the list."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and "_totals" in ast.unparse(parent.test)
    )
