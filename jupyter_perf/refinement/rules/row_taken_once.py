from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS
from ._bounds import in_bounds, known_difference, linear
from ._levels import place_of
from ._rule import Rewrite, rule
from ._slots import slots_kept

_INDEX = (ast.Name, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.expr_context)
FEW = 4
"""A loop over so many elements that are written out is over before anything is gained."""


@rule(ast.Subscript, safety=Safety.CHECK, gain=1.27, hints=("for ", "while "))
def row_taken_once(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Take a row of a table once before the loop that goes through it.

    What it does:
        `table[i]`, in a loop that changes neither `i` nor which rows the table has, gets a name
        before the loop. What is in the row may change, and so may other rows.

    Why it is slow:
        Each round looks the row up again, and works its number out again.

    Before:
        for i in range(1, len(table)):
            for j in range(n):
                table[i][j] = table[i - 1][j] + costs[j]

    After:
        for i in range(1, len(table)):
            table_i = table[i]
            table_i_minus_1 = table[i - 1]
            for j in range(n):
                table_i[j] = table_i_minus_1[j] + costs[j]

    When not:
        Rows are replaced in the loop, or could be by another name of the table; the row might not
        be there in a round that doesn't ask for it; the loop has few rounds.

    Source:
        The Python performance tips, "Avoiding dots" and "Loops"; measured: 1.15 to 1.3 times.
    """
    table, index = node.value, node.slice
    if not isinstance(table, ast.Name) or not isinstance(node.ctx, ast.Load):
        return None
    if not all(isinstance(part, _INDEX) for part in ast.walk(index)):
        return None
    loops = facts.source.loops(node)
    if not loops or not shapes.within(shapes_of(table, facts), "list", "tuple", "str"):
        return None
    counted = flow.loads(index)
    if not counted:
        return None
    where = place_of(node, counted, in_bounds(table, index, facts), facts)
    if (
        where is None
        or not may_be_long(where.stmt, facts)
        or not slots_kept(table, where.stmt, facts)
    ):
        return None
    same = _all_alike(node, where.stmt, counted, facts)
    if not same:
        return None
    name = facts.fresh(_name(table.id, index))
    text = facts.source.segment(node)
    if where.guards:
        text = f"{text} if {' and '.join(where.guards)} else None"
    return Rewrite(
        (Around(where.stmt, f"{name} = {text}"), *(Swap(one, name) for one in same)),
    )


def may_be_long(stmt: ast.stmt, facts: Facts) -> bool:
    """True for a loop that isn't known to be short."""
    if isinstance(stmt, ast.While):
        return True
    if not isinstance(stmt, ast.For):
        return False
    iterated = stmt.iter
    if isinstance(iterated, ast.List | ast.Tuple):
        return len(iterated.elts) > FEW
    if isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range":
        ends = [linear(argument, facts, stop=True) for argument in iterated.args[:2]]
        start, end = ends if len(ends) == 2 else ({"": 0}, ends[0] if ends else None)
        rounds = None if start is None or end is None else known_difference(end, start)
        return rounds is None or abs(rounds) > FEW
    return not facts.samples(iterated) or any(len(v) > FEW for v in facts.samples(iterated))


def _all_alike(
    node: ast.Subscript, stmt: ast.stmt, counted: set[str], facts: Facts
) -> list[ast.Subscript]:
    """The places in a loop that say the same; none where one of them might mean another thing."""
    text = ast.unparse(node)
    found: list[ast.Subscript] = []
    for part in ast.walk(stmt):
        if not isinstance(part, ast.Subscript) or ast.unparse(part) != text:
            continue
        if not isinstance(part.ctx, ast.Load) or _bound_between(part, stmt, counted, facts):
            return []
        if isinstance(stmt, ast.For) and facts.source.inside(part, stmt.iter):
            return []
        found.append(part)
    return found


def _bound_between(part: ast.expr, stmt: ast.stmt, counted: set[str], facts: Facts) -> bool:
    """True where a comprehension around `part` has a name of the index for its own."""
    for parent in facts.source.ancestors(part):
        if parent is stmt:
            return False
        own = parent.generators if isinstance(parent, COMPREHENSIONS) else []
        if counted & flow.stores([generator.target for generator in own]):
            return True
    return False


def _name(table: str, index: ast.expr) -> str:
    """`table_i_minus_1` for `table[i - 1]`."""
    words = ast.unparse(index).replace("+", "plus").replace("-", "minus").split()
    name = "_".join([table, *words])
    return name if name.isidentifier() else f"{table}_row"
