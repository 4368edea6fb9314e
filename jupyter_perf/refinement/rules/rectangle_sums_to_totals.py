from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._made_before import MadeBefore, is_otherwise, made_before
from ._place import library
from ._rectangles import Rectangle, hangs_on_rounds, of_call, of_loops
from ._rule import Rewrite, rule


@rule(
    ast.For,
    ast.Call,
    safety=Safety.CHECK,
    gain=120.0,
    hints=("range(", ":"),
    kinds=("function", "program"),
)
def rectangle_sums_to_totals(node: ast.For | ast.Call, facts: Facts) -> Rewrite | None:
    """Add up a rectangle of a table by four running totals.

    What it does:
        Nested loops (or `sum` of sums) that add up whole numbers in a rectangle of a list of rows,
        or count what is equal to something, and that are repeated or in a function that a loop
        calls, take the total from a table of totals of all rows above and columns to the left,
        made once before. Places outside of the rows go the old way.

    Why it is slow:
        Each rectangle is gone through cell by cell, though most cells are in many of them.

    Before:
        for top, left, bottom, right in questions:
            total = 0
            for i in range(top, bottom):
                for j in range(left, right):
                    total += field[i][j]

    After:
        from itertools import accumulate
        field_totals = []
        if len(set(map(len, field))) == 1:
            field_totals.append([0] * (len(field[0]) + 1))
            for row in field:
                so_far = accumulate(row, initial=0)
                field_totals.append([a + b for a, b in zip(field_totals[-1], so_far)])
        for top, left, bottom, right in questions:
            total = 0
            if 0 <= top <= bottom < len(field_totals) and 0 <= left <= right < len(field_totals[0]):
                total += (
                    field_totals[bottom][right] - field_totals[top][right]
                    - field_totals[bottom][left] + field_totals[top][left]
                )
            else:
                for i in range(top, bottom):
                    for j in range(left, right):
                        total += field[i][j]

    When not:
        Floats, whose differences round otherwise; rows that change meanwhile; a sum that isn't
        repeated.

    Source:
        Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984.
    """
    if is_compiled(node, facts):
        return None
    total = ""
    if isinstance(node, ast.For):
        loops = of_loops(node, facts)
        if loops is None:
            return None
        total, found = loops
        if any(read_elsewhere(name, [node], facts) for name in _targets(node)):
            return None
    else:
        call = of_call(node, facts)
        if call is None:
            return None
        found = call
    if hangs_on_rounds(found, _targets(node)) or not _known(node, total, found, facts):
        return None
    made = made_before(node, found.items, facts)
    if made is None or found.items.id in flow.stores(node):
        return None
    return _written(node, total, found, made, facts)


def _targets(node: ast.AST) -> set[str]:
    """What the loops and comprehensions of a node bind."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.For):
            found |= flow.stores([part.target])
        elif isinstance(part, COMPREHENSIONS):
            found |= {n for clause in part.generators for n in flow.stores([clause.target])}
    return found


def _known(node: ast.For | ast.Call, total: str, found: Rectangle, facts: Facts) -> bool:
    rows = elements_of(found.items, facts)
    cells = shapes.elements(rows)
    kinds = ("list", "tuple", "str") if found.cell else ("list", "tuple")
    if not shapes.within(shapes_of(found.items, facts), "list", "tuple"):
        return False
    if not shapes.within(rows, *kinds) or not facts.is_builtin(*_USED, at=node):
        return False
    plain = cells is not None and {shape.kind for shape in cells} <= shapes.PLAIN
    if not (plain if found.cell else shapes.within(cells, "int")):
        return False
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == total]
    return all(shapes.within(shapes_of(use, facts), "int") for use in uses)


_USED = ("len", "set", "map", "range", "sum", "zip")


def _written(
    node: ast.For | ast.Call, total: str, found: Rectangle, made: MadeBefore, facts: Facts
) -> Rewrite | None:
    kind = "counts" if found.cell else "totals"
    if is_otherwise(node, f"_{kind}", facts):
        return None
    accumulate, imports = library("itertools.accumulate", facts)
    table, row, cell, above = (
        facts.fresh(name) for name in (f"{made.items}_{kind}", "row", "cell", "above")
    )
    what = f"({cell}{found.cell} for {cell} in {row})" if found.cell else row
    text = (
        f"{table} = []\nif len(set(map(len, {made.items}))) == 1:\n"
        f"    {table}.append([0] * (len({made.items}[0]) + 1))\n"
        f"    for {row} in {made.items}:\n"
        f"        so_far = {accumulate}({what}, initial=0)\n"
        f"        {table}.append([{above} + {cell} for {above}, {cell} in "
        f"zip({table}[-1], so_far)])"
    ).replace("so_far", facts.fresh("so_far"))
    (top, bottom), (left, right) = found.rows, found.columns
    guard = f"0 <= {top} <= {bottom} < len({table}) and 0 <= {left} <= {right} < len({table}[0])"
    guard = guard.replace("0 <= 0 <= ", "0 <= ")
    value = (
        f"{table}[{bottom}][{right}] - {table}[{top}][{right}]"
        f" - {table}[{bottom}][{left}] + {table}[{top}][{left}]"
    )
    change: Change
    if isinstance(node, ast.For):
        kept = indented(body_text([node], facts.source))
        change = Instead(node, f"if {guard}:\n    {total} += {value}\nelse:\n{kept}")
    else:
        change = Swap(node, f"({value} if {guard} else {facts.source.segment(node)})")
    return Rewrite(made.changes(text, [change], f"by_{kind}", facts), imports)
