from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS
from ..vectorise.inferred import type_of
from ..vectorise.types import Many
from ._place import library, place
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=90.0, hints=("[:",))
def running_total(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Carry totals along instead of adding up all elements so far again and again.

    What it does:
        `sum(items[:i])`, `sum(items[:i + 1])`, `max(items[:i + 1])` and `min(items[:i + 1])`,
        where `i` runs over the places of `items`, look into a list that
        `itertools.accumulate` makes once before the loop.

    Why it is slow:
        Each round copies and goes through all elements so far, which makes the loop quadratic.

    Before:
        totals = [sum(data[:i + 1]) for i in range(len(data))]

    After:
        from itertools import accumulate
        data_sums = list(accumulate(data, initial=0))
        totals = [data_sums[i + 1] for i in range(len(data))]

    When not:
        The list changes in the loop, elements that aren't numbers, places that may lie outside.

    Source:
        The Python documentation of `itertools.accumulate`; seen gain 727 times.
    """
    called = node.func
    if not isinstance(called, ast.Name) or called.id not in ("sum", "max", "min"):
        return None
    part = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if not (isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)):
        return None
    if not isinstance(part.slice, ast.Slice) or part.slice.lower or part.slice.step:
        return None
    items, end = part.value, part.slice.upper
    held = elements_of(items, facts)
    if end is None or not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    numbers = shapes.numeric(held) or (called.id != "sum" and holds_numbers(items, facts))
    if not numbers or not facts.is_builtin(called.id, "list", at=node):
        return None
    closed = _closed(end)
    counter = end if closed is None else closed
    if not (isinstance(counter, ast.Name) and _is_place(counter, items.id, facts)):
        return None
    if called.id != "sum" and closed is None:
        return None
    before = place(node, {items.id}, facts)
    if before is None:
        return None
    accumulate, imports = library("itertools.accumulate", facts)
    plural = {"sum": "sums", "max": "max_so_far", "min": "min_so_far"}[called.id]
    name = facts.fresh(f"{items.id}_{plural}")
    how = "initial=0" if called.id == "sum" else called.id
    at = facts.source.segment(end) if called.id == "sum" else counter.id
    made = Around(before, f"{name} = list({accumulate}({items.id}, {how}))")
    return Rewrite((made, Swap(node, f"{name}[{at}]")), imports)


def holds_numbers(items: ast.Name, facts: Facts) -> bool:
    """True for a list of numbers, be they Python's or numpy's."""
    found = type_of(items, facts)
    return isinstance(found, Many) and found.form == "list" and found.kind in ("int", "float")


def _closed(end: ast.expr) -> ast.expr | None:
    """`i` of `i + 1`."""
    if isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add):
        for one, other in ((end.left, end.right), (end.right, end.left)):
            if isinstance(one, ast.Constant) and type(one.value) is int and one.value == 1:
                return other
    return None


def _is_place(node: ast.Name, items: str, facts: Facts) -> bool:
    """True where a name is bound by a loop over `range(len(items))` or `enumerate(items)`."""
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        loops = parent.generators if isinstance(parent, COMPREHENSIONS) else [parent]
        for loop in loops:
            if isinstance(loop, ast.For | ast.comprehension) and child is not loop.iter:
                if node.id not in flow.stores([loop.target]):
                    continue
                again = isinstance(loop, ast.For) and node.id in flow.stores(loop.body)
                return not again and _runs_over(loop.target, node.id, loop.iter, items, facts)
        child = parent
    return False


def _runs_over(target: ast.expr, name: str, iterated: ast.expr, items: str, facts: Facts) -> bool:
    text = ast.unparse(iterated)
    if text in (f"range(len({items}))", f"range(1, len({items}))"):
        return isinstance(target, ast.Name) and facts.is_builtin("range", "len", at=iterated)
    if text == f"enumerate({items})" and isinstance(target, ast.Tuple):
        first = target.elts[0]
        plain = isinstance(first, ast.Name) and first.id == name
        return plain and facts.is_builtin("enumerate", at=iterated)
    return False
