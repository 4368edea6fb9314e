from __future__ import annotations

import ast

from ...core.code import Safety
from ..facts import Facts
from ..vectorise.along import along
from ._hot import is_compiled
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=30.0, hints=("apply_along_axis",))
def along_axis_at_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compute on a whole table instead of calling a function with each row or column.

    What it does:
        `np.apply_along_axis(f, axis, table)` where `f` is arithmetic and reductions of what it is
        given (sums, means, extremes, their places, norms) becomes the same along that axis. A
        guard keeps the original for tables without rows, and of other types.

    Why it is slow:
        `apply_along_axis` is a loop: it makes an array of each row and calls the function with
        it, some ten microseconds each.

    Before:
        scaled = np.apply_along_axis(lambda row: row / row.sum(), 1, table)

    After:
        if len(table) > 0:
            scaled = table / table.sum(axis=-1)[:, None]
        else:
            scaled = np.apply_along_axis(lambda row: row / row.sum(), 1, table)

    When not:
        The function does anything else, or gives numbers of several types; tables of more than
        two axes; further arguments.

    Source:
        The numpy documentation of `apply_along_axis`; measured: 10 to 100 times.
    """
    if facts.full_name(node.func) != "numpy.apply_along_axis" or is_compiled(node, facts):
        return None
    if len(node.args) != 3 or node.keywords:
        return None
    return along(node, facts)
