from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ._fstrings import lifted
from ._masks import Binding, Mask, binding, mask_of
from ._only_read import consumed
from ._rows import quote_of
from ._rule import Rewrite, rule


@rule(ast.Subscript, safety=Safety.CHECK, gain=20.0, hints=("==",))
def filter_to_groups(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Split a frame into groups once instead of filtering it for every key.

    What it does:
        `df[df['k'] == value]` in a loop or comprehension over many values becomes a look-up in a
        dictionary of groups that is made before the loop. Several keys (`&`) work likewise.

    Why it is slow:
        Each filter compares the whole column and copies the rows that match, so that the time
        grows with the number of values times the number of rows.

    Before:
        for shop in df['shop'].unique():
            totals[shop] = df[df['shop'] == shop]['price'].sum()

    After:
        price_by_shop = dict(list(df.groupby('shop', sort=False)['price']))
        for shop in df['shop'].unique():
            totals[shop] = price_by_shop.get(shop, df['price'].iloc[:0]).sum()

    When not:
        The frame changes in the loop, keys are neither whole numbers nor text, or the same part
        of the frame could be seen twice and changed in between. The groups take as much memory
        as the frame.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gain 545 times.
    """
    mask = mask_of(node, facts)
    if mask is None:
        return None
    bindings = [binding(value, node, facts) for value in mask.values]
    if not bindings or any(b is None for b in bindings):
        return None
    found = [b for b in bindings if b is not None]
    before = _outermost(mask, found, node, facts)
    taken = _taken(node, mask, facts)
    if not _once_each(found, node, facts) and not consumed(node, facts):
        return None
    return _rewrite(mask, before, taken, node, facts)


def _rewrite(
    mask: Mask, before: ast.stmt, taken: tuple[ast.expr, str | None], node: ast.expr, facts: Facts
) -> Rewrite:
    place, column = taken
    if not facts.is_builtin("dict", "list", at=node):
        raise Decline("`dict` is something else here")
    quote, frame = quote_of(facts), mask.frame.id
    labels = ", ".join(f"{quote}{key}{quote}" for key in mask.keys)
    keys = labels if len(mask.keys) == 1 else f"[{labels}]"
    part = "" if column is None else f"[{quote}{column}{quote}]"
    stem = column if column is not None and column.isidentifier() else frame
    parts = [key for key in mask.keys if key.isidentifier()] or ["key"]
    name = facts.fresh(f"{stem}_by_{'_'.join(parts)}".lower())
    value = ", ".join(value.id for value in mask.values)
    value = value if len(mask.values) == 1 else f"({value})"
    line = f"{name} = dict(list({frame}.groupby({keys}, sort=False){part}))"
    swaps = lifted({place: f"{name}.get({value}, {frame}{part}.iloc[:0])"}, facts)
    changes: list[Change] = [Swap(whole, text) for whole, text in swaps.items()]
    changes += [Instead(mask.named, "")] if mask.named is not None else []
    return Rewrite((Around(before, line), *changes))


def _outermost(mask: Mask, found: list[Binding], node: ast.expr, facts: Facts) -> ast.stmt:
    """The statement before which the groups can be made: nothing in it changes the frame."""
    stmt = facts.source.statement(node)
    if isinstance(stmt, ast.While) or any(
        isinstance(p, ast.Lambda) for p in _up_to(node, stmt, facts)
    ):
        raise Decline("an expression with names of its own")
    loop = facts.invariant_loop(mask.frame, node)
    if loop is not None:
        stmt = loop
    inner = [b.loop for b in found if isinstance(b.loop, ast.For)]
    if any(not facts.source.inside(one, stmt) for one in inner):
        raise Decline("the frame changes in the loop")
    if mask.frame.id in facts.changed(stmt):
        raise Decline("the frame changes in the loop")
    return stmt


def _up_to(node: ast.AST, stmt: ast.stmt, facts: Facts) -> list[ast.AST]:
    found: list[ast.AST] = []
    for parent in facts.source.ancestors(node):
        if parent is stmt:
            break
        found.append(parent)
    return found


def _taken(node: ast.Subscript, mask: Mask, facts: Facts) -> tuple[ast.expr, str | None]:
    """(expression to replace, the column that it takes from the group)."""
    if mask.column is not None:
        return node, mask.column
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript) and parent.value is node:
        key = parent.slice
        known = isinstance(key, ast.Constant) and key.value in mask.columns
        if known and isinstance(parent.ctx, ast.Load):
            return parent, key.value  # type: ignore[attr-defined]
    return node, None


def _once_each(found: list[Binding], node: ast.expr, facts: Facts) -> bool:
    """True where no group is looked up twice: the loops are those of the keys, without repeats."""
    if not all(b.distinct for b in found):
        return False
    around: set[ast.AST] = set(facts.source.loops(node))
    for parent in facts.source.ancestors(node):
        if isinstance(parent, COMPREHENSIONS):
            around |= set(parent.generators)
    return around == {b.loop for b in found}
