from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..source import Decline
from ._fstrings import lifted
from ._guarded import is_kept
from ._key_filters import KeyFilter, key_filter
from ._key_parts import Parts, always_made, looked_up, parts_of, tested
from ._known_frames import frame_at
from ._only_read import consumed
from ._place import applied, place
from ._rule import Rewrite, rule


@rule(ast.Subscript, safety=Safety.CHECK, gain=15.0, hints=("==",))
def filter_to_part(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Split a frame by a key once, and test only the rows of that key.

    What it does:
        `df[(df['k'] == value) & (df['x'] < limit)]`, again and again, becomes a look-up of the rows
        of `value` in a dictionary that is made once, of which those below the limit are taken. So
        does a filter by keys alone in a function of the cell's that a loop or `apply` calls: a
        function that looks up takes its place there.

    Why it is slow:
        Each filter compares whole columns and copies the rows that match, so that the time grows
        with the number of values times the number of rows.

    Before:
        for r in bookings.itertuples():
            open_ = rates[(rates['room'] == r.room) & (rates['since'] <= r.day)]
            paid.append(open_['price'].iloc[-1])

    After:
        rates_by_room = dict(list(rates.groupby('room', sort=False)))
        no_rates = rates.iloc[:0]
        for r in bookings.itertuples():
            rates_part = rates_by_room.get(r.room, no_rates)
            open_ = rates_part[rates_part['since'] <= r.day]
            paid.append(open_['price'].iloc[-1])

    When not:
        The frame changes meanwhile, keys are neither whole numbers nor text, or a part of the frame
        without a further test is kept or changed. The parts take as much memory as the frame.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gains 3 to 20 times.
    """
    found = key_filter(node, facts)
    if found is None or is_kept(node, facts):
        return None
    fixed = {found.frame.id}
    before = place(node, fixed, facts) or applied(node, fixed, facts)
    if before is None or isinstance(before, ast.While):
        return None
    if not (found.rest or consumed(node, facts)):
        raise Decline("a part of the frame that is kept")
    known = frame_at(found.frame, before, facts)
    parts = parts_of(found, found.frame, known.columns if known else None, before, facts)
    lines = [Around(before, line) for line in parts.lines]
    return Rewrite((*lines, *_taken(found, parts, facts)), parts.imports)


def _taken(found: KeyFilter, parts: Parts, facts: Facts) -> list[Change]:
    """The filter, as rows of a part that is looked up."""
    dropped: list[Change] = [Instead(found.named, "")] if found.named is not None else []
    look = looked_up(found, parts, facts)
    stmt = facts.source.statement(found.node)
    part = facts.fresh(f"{found.frame.id}_part".lower())
    if not found.rest:
        return [*dropped, *_swapped(found.node, tested(found, look, look, facts), facts)]
    if always_made(found.node, stmt, facts):
        text = tested(found, part, part, facts)
        return [*dropped, Around(stmt, f"{part} = {look}"), *_swapped(found.node, text, facts)]
    text = tested(found, part, f"({part} := {look})", facts)
    return [*dropped, *_swapped(found.node, text, facts)]


def _swapped(node: ast.expr, text: str, facts: Facts) -> list[Change]:
    return [Swap(whole, new) for whole, new in lifted({node: text}, facts).items()]
