from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS, Loop
from ._place import is_empty_list, start
from ._rule import Rewrite, rule
from .grown_list_to_set import appends_to

LARGEST_TOP = 100
"""More elements than this aren't kept sorted from round to round."""


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=20.0, hints=("sorted(",))
def sorted_top_kept(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep the first few of a growing list sorted instead of sorting it all in each round.

    What it does:
        Where a loop appends to a list and takes `sorted(items)[:5]` (or `[-5:]`, `[0]`, `[-1]`)
        of it, only those few and what has been added since are sorted.

    Why it is slow:
        The whole list is sorted again in every round, and gets longer.

    Before:
        seen = []
        for score in scores:
            seen.append(score)
            top = sorted(seen)[:5]

    After:
        seen = []
        seen_top = []
        for score in scores:
            seen.append(score)
            seen_top.append(seen[-1])
            seen_top = sorted(seen_top)[:5]
            top = seen_top[:]

    When not:
        Elements or keys that may not have one order (floats may be NaN), a key that depends on
        anything but the element, a list that changes otherwise, a function that may see it.

    Source:
        The Python documentation of `heapq` ("nsmallest"); what is sorted is stable, so that the
        first few of the first few and the rest are the first few of all.
    """
    if not facts.is_builtin("sorted", "list", at=node):
        return None
    found = [top for call in ast.walk(node) if (top := _top(call, facts)) is not None]
    names = [top.name for top in found]
    changes: list[Change] = []
    for top in found:
        adds = appends_to(top.name, node, facts)
        if not adds or names.count(top.name) > 1 or not _fit(top, node, facts):
            continue
        kept = facts.fresh(f"{top.name}_top")
        begun = start(top.name, node, facts)
        empty = begun is not None and is_empty_list(begun, facts)
        changes.append(Around(node, before=f"{kept} = {'[]' if empty else f'list({top.name})'}"))
        for stmt in adds:
            changes.append(Around(stmt, after=f"{kept}.append({top.name}[-1])"))
        again = facts.source.render(top.call, {top.call.args[0]: kept})
        changes.append(Around(top.stmt, before=f"{kept} = {again}[{top.kept}]"))
        changes.append(Swap(top.taken, f"{kept}[{top.wanted}]"))
    return Rewrite(tuple(changes)) if changes else None


@dataclass(frozen=True)
class _Top:
    """`taken` is a part of `call`, a sorted list; `kept` is the slice that must be kept for it."""

    name: str
    call: ast.Call
    taken: ast.Subscript
    kept: str
    wanted: str
    stmt: ast.stmt


def _top(node: ast.AST, facts: Facts) -> _Top | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    if node.func.id != "sorted" or len(node.args) != 1 or not isinstance(node.args[0], ast.Name):
        return None
    taken = facts.source.parents[node]
    if not (isinstance(taken, ast.Subscript) and isinstance(taken.ctx, ast.Load)):
        return None
    part = _part(taken.slice)
    stmt = facts.source.statement(taken)
    simple = isinstance(stmt, ast.Assign | ast.Expr | ast.AugAssign | ast.AnnAssign)
    if part is None or not (simple or _asks(stmt, taken, facts)):
        return None
    # In a comprehension it would be asked for more than once, or not at all.
    around = list(facts.source.ancestors(taken))
    inner = around[: around.index(stmt)]
    if any(isinstance(parent, (*COMPREHENSIONS, ast.Lambda)) for parent in inner):
        return None
    return _Top(node.args[0].id, node, taken, *part, stmt)


def _asks(stmt: ast.stmt, taken: ast.expr, facts: Facts) -> bool:
    """True in the test of an `if` and in what a `for` goes through, which are evaluated once."""
    head = (
        stmt.test if isinstance(stmt, ast.If) else stmt.iter if isinstance(stmt, ast.For) else None
    )
    return head is not None and facts.source.inside(taken, head)


def _part(node: ast.expr) -> tuple[str, str] | None:
    """(slice to keep, part of what is kept) for `[:5]`, `[-5:]`, `[0]`, `[-1]`."""
    if not isinstance(node, ast.Slice):
        at = _whole(node)
        if at is None or not -LARGEST_TOP <= at < LARGEST_TOP:
            return None
        return (f":{at + 1}" if at >= 0 else f"{at}:"), str(at)
    if node.step is not None or (node.lower is None) == (node.upper is None):
        return None
    if node.upper is not None:
        size = _whole(node.upper)
        return (f":{size}", ":") if size is not None and 0 < size <= LARGEST_TOP else None
    size = _whole(node.lower) if node.lower is not None else None
    return (f"{size}:", ":") if size is not None and -LARGEST_TOP <= size < 0 else None


def _whole(node: ast.expr) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _whole(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None


def _fit(top: _Top, loop: Loop, facts: Facts) -> bool:
    listed = top.call.args[0]
    if not shapes.within(shapes_of(listed, facts), "list"):
        return False
    if not _in_one_order(top.call, listed, facts):
        return False
    others = facts.aliases_of(top.name) - {top.name}
    if others & (flow.loads(loop) | facts.changed(loop)):
        return False
    # The outermost loop that allows it is where the first few begin.
    if any(appends_to(top.name, outer, facts) for outer in facts.source.loops(loop)):
        return False
    # An inner loop that doesn't add anything is no place to begin.
    return not reads([loop], top.name, facts)


def _in_one_order(call: ast.Call, listed: ast.expr, facts: Facts) -> bool:
    """True where what is compared has one order, and stays as it is while the list grows."""
    held = elements_of(listed, facts)
    options = {k.arg: k.value for k in call.keywords}
    backwards = options.pop("reverse", None)
    if backwards is not None and not isinstance(backwards, ast.Constant):
        return False
    key = options.pop("key", None)
    if options or not shapes.hashable(held):
        return False
    if key is None:
        return shapes.comparable(held)
    if not (isinstance(key, ast.Lambda) and len(key.args.args) == 1 and not key.args.defaults):
        return False
    if not flow.loads(key.body) <= {key.args.args[0].arg, "len", "abs"}:
        return False
    plain = facts.is_builtin("len", "abs", at=key) and not flow.has(key.body, ast.NamedExpr)
    return plain and shapes.comparable(shapes_of(key.body, facts))
