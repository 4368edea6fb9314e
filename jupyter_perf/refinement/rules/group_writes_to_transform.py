from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Instead
from ..facts import Facts
from ..writing import indented
from ._group_loops import group_writes
from ._group_writer import GroupWriter
from ._guarded import is_fallback
from ._leftovers import only_inside
from ._rule import Rewrite, rule

_KEYS = frozenset({"str", "int"})


@rule(ast.For, safety=Safety.CHECK, gain=15.0, hints=(".loc[",))
def group_writes_to_transform(node: ast.For, facts: Facts) -> Rewrite | None:
    """Write a column of all groups at once instead of one group after another.

    What it does:
        A loop over `df['k'].unique()` (or several, one in another) or over `df.groupby('k')` that
        sets a column of each group's rows by the group's mean, sum, rank and the like, or fills
        its holes, becomes grouped functions that give every row its group's value.

    Why it is slow:
        Each round compares the whole column, copies the rows that match, and writes into the
        frame: some milliseconds for each group.

    Before:
        for value in df['shop'].unique():
            part = df['shop'] == value
            df.loc[part & df['price'].isna(), 'price'] = df.loc[part, 'price'].mean()

    After:
        df['price'] = df['price'].fillna(df.groupby('shop')['price'].transform('mean'))

    When not:
        The loop does anything else, keys are neither whole numbers nor text, columns aren't
        numbers, the loop's names are read afterwards. Rows without a key, and numbers whose sums
        could overflow, take the original's path. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine", section "Transformation";
        measured: 5 times with 30 groups of 4,000 rows, 50 times with 200 small ones.
    """
    if is_fallback(node, facts) or facts.source.loops(node):
        return None
    found = group_writes(node, facts)
    if found is None or not only_inside(found.bound, node, facts):
        return None
    known = facts.frame(found.frame, node)
    if known is None or any(known.columns.get(key) not in _KEYS for key in found.keys):
        return None
    if not facts.is_builtin("len", at=node):
        return None
    writer = GroupWriter(found, facts)
    lines = []
    for write in found.writes:
        text, kind = writer.line(write, known)
        known = known.with_column(write.column, kind)
        lines.append(text)
    old = facts.source.block_text(node)
    if old is None:
        return None
    test = " and ".join(dict.fromkeys([f"len({found.frame.id})", *writer.guards]))
    new = "\n".join(lines)
    return Rewrite((Instead(node, f"if {test}:\n{indented(new)}\nelse:\n{indented(old)}"),))
