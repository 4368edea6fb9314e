from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ._bodies import body_text, indented
from ._counted_places import Counted, counted_call, counted_loop
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._made_before import MadeBefore, is_otherwise, made_before
from ._place import library
from ._rule import Rewrite, rule

_SIDES = {"<": ("smaller", "bisect_left"), "<=": ("not_larger", "bisect_right"),
          ">": ("larger", "bisect_right"), ">=": ("not_smaller", "bisect_left")}  # fmt: skip


@rule(
    ast.Call,
    ast.For,
    safety=Safety.CHECK,
    gain=74.0,
    hints=("sum(", "len(", "+= 1", "+ 1"),
    kinds=("function", "program"),
)
def earlier_counts_to_table(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Count smaller or larger elements before or behind all places in one pass.

    What it does:
        `sum(1 for j in range(i) if items[j] > items[i])` that is asked for many places, written
        out or in a function that a loop calls, is looked up in a list of such counts. It is made
        once before, by bisection of a sorted list of the elements that came so far.

    Why it is slow:
        Each element is compared with all before it in the interpreter; bisection looks at a few.

    Before:
        passed = [sum(1 for j in range(i) if finish[j] > finish[i]) for i in range(len(finish))]

    After:
        from bisect import bisect_right, insort
        finish_sorted, finish_larger_before = [], []
        for value in finish:
            finish_larger_before.append(len(finish_sorted) - bisect_right(finish_sorted, value))
            insort(finish_sorted, value)
        passed = [
            (finish_larger_before[i] if 0 <= i < len(finish_larger_before)
             else sum(1 for j in range(i) if finish[j] > finish[i]))
            for i in range(len(finish))
        ]

    When not:
        A list that changes meanwhile, elements that aren't all whole numbers or all strings, a
        count that isn't repeated.

    Source:
        Counting inversions: Knuth, "The Art of Computer Programming", 5.1.1.
    """
    if is_compiled(node, facts):
        return None
    counter = ""
    if isinstance(node, ast.For):
        loop = counted_loop(node, facts)
        if loop is None or read_elsewhere(ast.unparse(node.target), [node], facts):
            return None
        counter, found = loop
    else:
        call = counted_call(node, facts)
        if call is None:
            return None
        found = call
    made = made_before(node, found.items, facts)
    # A loop in another one has a rule of its own, that needs no table.
    if made is None or (counter and made.calls is None):
        return None
    if not facts.is_builtin("len", "reversed", "range", "sum", at=made.before):
        return None
    return _written(node, counter, found, made, facts)


def _written(
    node: ast.Call | ast.For, counter: str, found: Counted, made: MadeBefore, facts: Facts
) -> Rewrite | None:
    kind, side = _SIDES[found.sign]
    suffix = f"{kind}_{'after' if found.stop else 'before'}"
    if is_otherwise(node, f"_{suffix}", facts):
        return None
    insort, lines = library("bisect.insort", facts)
    bisect, more = library(f"bisect.{side}", facts)
    seen, table = facts.fresh(f"{made.items}_sorted"), facts.fresh(f"{made.items}_{suffix}")
    value, i = facts.fresh("value"), found.place.id
    count = f"{bisect}({seen}, {value})"
    count = f"len({seen}) - {count}" if found.sign in (">", ">=") else count
    order = f"reversed({made.items})" if found.stop else made.items
    text = (
        f"{seen}, {table} = [], []\nfor {value} in {order}:\n"
        f"    {table}.append({count})\n    {insort}({seen}, {value})"
    )
    text += f"\n{table}.reverse()" if found.stop else ""
    named = found.stop.isidentifier()
    guard = f"0 <= {i} < {found.stop} == len({table})" if named else f"0 <= {i} < len({table})"
    change: Change
    if isinstance(node, ast.For):
        kept = body_text([node], facts.source)
        fast = f"{counter} += {table}[{i}]"
        change = Instead(node, f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}")
    else:
        change = Swap(node, f"({table}[{i}] if {guard} else {facts.source.segment(node)})")
    imports = tuple(dict.fromkeys((*more, *lines)))
    return Rewrite(made.changes(text, [change], "by_table", facts), imports)
