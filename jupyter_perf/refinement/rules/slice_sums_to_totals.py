from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._named_slices import slice_of, without_name
from ._place import library, place
from ._reach import reached
from ._rule import Rewrite, rule

_PLAIN = (ast.Name, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.expr_context)


@rule(ast.Call, safety=Safety.CHECK, gain=40.0, hints=("sum(",))
def slice_sums_to_totals(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Take the sum of a slice as the difference of two running totals.

    What it does:
        `sum(items[a:b])` that is repeated, where `items` holds whole numbers and the loop doesn't
        change it, takes two totals from a list made once before the loop; `sum(items[i][a:b])` does
        so for rows. Places outside of the list go the old way.

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
    part = slice_of(node.args[0], facts)
    if node.keywords or part is None:
        return None
    cut, listed = part.slice, part.value
    items, row = _row_of(listed)
    if items is None:
        return None
    assert isinstance(cut, ast.Slice)
    if cut.step is not None or not (cut.lower or cut.upper):
        return None
    ends = [end for end in (cut.lower, cut.upper) if end is not None]
    if not all(isinstance(p, _PLAIN) for end in ends for p in ast.walk(end)):
        return None
    if not all(shapes.within(shapes_of(end, facts), "int") for end in ends):
        return None
    if not all(shapes.within(shapes_of(one, facts), "list", "tuple") for one in (items, listed)):
        return None
    if not shapes.whole(elements_of(listed, facts)) or _is_otherwise(node, facts):
        return None
    if not facts.is_builtin("sum", "len", "list", at=node):
        return None
    before = place(node, {items.id}, facts)
    if before is None or items.id in flow.stores(before):
        return None
    if row and reached([before], {items.id}, facts):
        return None
    accumulate, imports = library("itertools.accumulate", facts)
    name = facts.fresh(f"{items.id}_totals")
    every = f"list({accumulate}({items.id}, initial=0))"
    if row:
        one = facts.fresh("row")
        every = f"[list({accumulate}({one}, initial=0)) for {one} in {items.id}]"
    made = Around(before, f"{name} = {every}")
    gone = without_name(node.args[0], part, facts)
    old = f"sum({facts.source.segment(part)})" if gone else facts.source.segment(node)
    return Rewrite((made, *gone, Swap(node, _difference(cut, name + row, old, facts))), imports)


def _row_of(listed: ast.expr) -> tuple[ast.Name | None, str]:
    """(list, "") of `items`, and (list, "[i]") of a row of it, `items[i]`."""
    if isinstance(listed, ast.Name):
        return listed, ""
    if not (isinstance(listed, ast.Subscript) and isinstance(listed.value, ast.Name)):
        return None, ""
    plain = isinstance(listed.slice, ast.Name | ast.Constant)
    return (listed.value, f"[{ast.unparse(listed.slice)}]") if plain else (None, "")


def _difference(cut: ast.Slice, name: str, old: str, facts: Facts) -> str:
    low = "0" if cut.lower is None else facts.source.segment(cut.lower)
    high = f"len({name}) - 1" if cut.upper is None else facts.source.segment(cut.upper)
    tested = f"0 <= {low} <= {high} < len({name})"
    if cut.lower is None:
        tested = f"0 <= {high} < len({name})"
    elif cut.upper is None:
        tested = f"0 <= {low} < len({name})"
    taken = f"{name}[-1]" if cut.upper is None else f"{name}[{high}]"
    new = taken if cut.lower is None else f"{taken} - {name}[{low}]"
    return f"({new} if {tested} else {old})"


def _is_otherwise(node: ast.expr, facts: Facts) -> bool:
    """True for the sum that an earlier rewrite left for places outside of the list."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and "_totals" in ast.unparse(parent.test)
    )
