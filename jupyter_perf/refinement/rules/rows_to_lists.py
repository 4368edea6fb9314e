from __future__ import annotations

import ast
import builtins
import keyword

from ...core.code import Safety
from .. import flow
from ..concrete import Swap
from ..facts import Facts
from ._rows import Rows, only_inside, rows_of
from ._rule import Rewrite, rule


@rule(ast.For, safety=Safety.CHECK, gain=30.0, hints=("iterrows", "itertuples"))
def rows_to_lists(node: ast.For, facts: Facts) -> Rewrite | None:
    """Loop over columns' values side by side instead of over rows.

    What it does:
        A loop over `iterrows` or `itertuples` whose body only takes named columns from the row
        goes through those columns with `zip`; the body stays as it is, whatever else it does.

    Why it is slow:
        Each row is made into a Series (20 microseconds) or a named tuple, most of whose columns
        aren't looked at; `tolist` turns a column into Python's numbers all at once.

    Before:
        for i, row in df.iterrows():
            total += fee(row['price'], row['qty'])

    After:
        for price, qty in zip(df['price'].tolist(), df['qty'].tolist()):
            total += fee(price, qty)

    When not:
        The row is used as a whole or after the loop, the frame changes in the loop, or it isn't
        known what type of number a row would give.

    Source:
        The pandas documentation on `DataFrame.iterrows` ("does not preserve dtypes across rows").
    """
    rows = rows_of(node, facts)
    if rows is None or rows.row is None or rows.frame.id in facts.changed(node.body):
        return None
    swaps = _accesses(node, rows)
    leftovers = {rows.row, *([rows.index] if rows.index and rows.index != "_" else [])}
    if not swaps or not only_inside(leftovers, node, facts):
        return None
    if not facts.is_builtin("zip", at=node) or flow.stores(node.body) & leftovers:
        return None
    names = {column: _name(column, rows.row, facts) for column in dict.fromkeys(swaps.values())}
    targets = list(names.values())
    items = [rows.items(column) for column in names]
    if rows.index and rows.index in flow.loads(node.body):
        targets.insert(0, rows.index)
        items.insert(0, f"{rows.frame.id}.index")
    header = (
        Swap(node.target, ", ".join(targets)),
        Swap(node.iter, items[0] if len(items) == 1 else f"zip({', '.join(items)})"),
    )
    return Rewrite((*header, *(Swap(part, names[column]) for part, column in swaps.items())))


def _accesses(loop: ast.For, rows: Rows) -> dict[ast.expr, str] | None:
    """Part of the body → column it takes; None where the row is used in another way."""
    found: dict[ast.expr, str] = {}
    inside: set[ast.AST] = set()
    for node in flow.walk([*loop.body, *loop.orelse]):
        if isinstance(node, ast.Subscript | ast.Attribute):
            column = rows.access(node)
            if column is not None:
                if not isinstance(node.ctx, ast.Load):
                    return None
                found[node] = column
                inside.add(node.value)
    uses = [n for n in flow.walk(loop.body) if isinstance(n, ast.Name) and n.id == rows.row]
    return found if all(use in inside for use in uses) else None


def _name(column: str, row: str, facts: Facts) -> str:
    """A variable for a column: its own label where that is a free identifier."""
    if column.isidentifier() and not keyword.iskeyword(column) and _usable(column, facts):
        return column
    cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in column)
    return facts.fresh(f"{row}_{cleaned}")


def _usable(name: str, facts: Facts) -> bool:
    """True where `name` is bound nowhere; it may occur as an attribute (`row.price`)."""
    return not (
        name in facts.source.variables or name in facts.namespace or hasattr(builtins, name)
    )
