from __future__ import annotations

import ast
from dataclasses import replace

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ..syntax import parsed
from ..values import Frame
from ._fstrings import lifted
from ._group_loops import goes_through
from ._guarded import is_kept
from ._lookups import Writer
from ._masks import filters_by
from ._match_uses import Uses
from ._matched_terms import Key, Matching
from ._matches import frame_of, matching
from ._place import applied, place
from ._rows import rows_of
from ._rule import Rewrite, rule

_KEYS = frozenset({"str", "int", "bool", "object", "float", "unknown"})


@rule(ast.Subscript, safety=Safety.CHECK, gain=45.0, hints=("==",))
def filter_to_lookup(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Look values up in a dictionary instead of filtering a frame again and again.

    What it does:
        `df[df['k'] == value]` in a loop, a comprehension or a function that is applied, of which
        only the first row's values, the number of rows, or sums, means and the like of columns are
        used, becomes look-ups in dictionaries that are made once, before.

    Why it is slow:
        Each filter compares the whole column and copies the rows that match, so that the time
        grows with the number of values times the number of rows; and each sum of the few rows that
        are left is a call of pandas, some 30 microseconds.

    Before:
        for sku in wanted:
            total += products[products['sku'] == sku]['price'].iloc[0]

    After:
        first_by_sku = products.dropna(subset=['sku']).drop_duplicates('sku')
        price_by_sku = dict(zip(first_by_sku['sku'].tolist(), first_by_sku['price'].to_numpy()))
        for sku in wanted:
            total += price_by_sku[sku]

    When not:
        The matching rows are used in any other way, the frame changes meanwhile, or the exception
        for a value without rows is caught. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gain 545 times.
    """
    found = matching(node, facts)
    if found is None or is_kept(node, facts):
        return None
    fixed = {found.frame.id}.union(*(flow.loads(key.made) for key in found.keys if key.made))
    before = place(node, fixed, facts) or applied(node, fixed, facts)
    if before is None or isinstance(before, ast.While):
        return None
    known = frame_of(found, before, facts)
    found = _compared_as_floats(found, known, facts)
    plain = [key.label for key in found.keys if key.made is None]
    sure = known is None or all(known.columns[label] in _KEYS for label in plain)
    if not sure and not _by_moments(found, known, facts):
        return None
    uses = Uses(found, facts)
    for one in _together(found, facts):
        one_uses = Uses(one, facts)
        one_uses.read()
        uses.others |= one_uses.others
        uses.uses += one_uses.uses
        uses.removed += [s for s in one_uses.removed if s not in uses.removed]
        uses.left |= one_uses.left
    if uses.left:
        uses.removed = [stmt for stmt in uses.removed if stmt is not found.named]
    if not uses.uses or not facts.is_builtin("dict", "zip", at=node):
        return None
    if uses.others & facts.changed(before):
        raise Decline("what rows are compared with changes")
    _check_blocks(uses, facts)
    writer = Writer(found, known, facts)
    swaps = {use.node: writer.text(use) for use in uses.uses}
    changes: list[Change] = [Around(before, lines) for lines in writer.lines]
    changes += [Swap(part, text) for part, text in lifted(swaps, facts).items()]
    changes += [Instead(stmt, "") for stmt in uses.removed]
    return Rewrite(tuple(changes))


def _by_moments(found: Matching, known: Frame | None, facts: Facts) -> bool:
    """True where the keys that are dates are compared with the values of such a column.

    A text or a `datetime64` would be equal to a moment without being found by it in a dictionary.
    """
    return known is not None and all(
        known.columns[key.label] in _KEYS
        or (
            known.columns[key.label] == "datetime"
            and isinstance(value, ast.Name)
            and goes_through(value, found.frame.id, key.label, facts)
        )
        for key, value in zip(found.keys, found.values, strict=True)
        if key.made is None
    )


def _compared_as_floats(found: Matching, known: Frame | None, facts: Facts) -> Matching:
    """The same, with whole numbers as floats where they are compared with such.

    Large ones that differ may be equal as floats, and a dictionary would tell them apart.
    """
    keys = tuple(
        Key(key.label, parsed(f"{found.frame.id}[{key.label!r}].astype(float)"), as_float=True)
        if known is not None
        and key.made is None
        and known.columns[key.label] == "int"
        and _float_of_row(value, facts)
        else key
        for key, value in zip(found.keys, found.values, strict=True)
    )
    return replace(found, keys=keys)


def _float_of_row(value: ast.expr, facts: Facts) -> bool:
    """True for a part of a row that `iterrows` gives, all of whose parts are floats."""
    for loop in facts.source.loops(value):
        rows = rows_of(loop, facts) if isinstance(loop, ast.For) else None
        if rows is not None and rows.access(value) is not None:
            return rows.form == "series" and rows.facts_of.row_kind == "float"
    return False


def _together(found: Matching, facts: Facts) -> list[Matching]:
    """The filters by the same comparison, where it has a name that can only go for all."""
    if found.named is None:
        return [found]
    target = found.named.targets[0]
    assert isinstance(target, ast.Name)
    nodes = filters_by(target, facts)
    others = [matching(node, facts) for node in nodes]
    together = [one for one in others if one is not None and one.frame.id == found.frame.id]
    if len(together) < len(nodes) or min(nodes, key=_place) is not found.node:
        raise Decline("a comparison that something else is filtered by")
    return together


def _place(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _check_blocks(uses: Uses, facts: Facts) -> None:
    """Declines where a block would be left empty, or an exception is caught."""
    for stmt in uses.removed:
        block = facts.source.block(stmt)
        if all(one in uses.removed for one in block):
            raise Decline("a block that does nothing else")
    caught = any(
        isinstance(parent, ast.Try)
        for use in uses.uses
        for parent in facts.source.ancestors(use.node)
    )
    if caught and any(use.what in ("first", "last") for use in uses.uses):
        raise Decline("an exception that may be caught")
