"""Work that hangs on one item of a loop alone, and that other loops around or inside it repeat."""

from __future__ import annotations

import ast
from collections.abc import Collection, Generator
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, Decline
from ._changed_in import changed_in
from ._item_keys import Key
from ._item_reading import Reading
from ._item_rounds import Round, rounds_around, used_at_once
from ._items import Item
from ._work_done import ENOUGH, effort


@dataclass(frozen=True)
class Work:
    """An expression, and how it is written by the key of the item that it hangs on."""

    node: ast.expr
    region: Round
    """The outermost loop in which the same comes out for the same item."""
    stmt: ast.stmt
    """What that loop is in, or is."""
    round: Round
    item: Item
    key: Key
    made: str
    """The expression, with PLACE for the key and LISTED for what is made a list first."""


def work_in(node: ast.expr, facts: Facts) -> Work | None:
    """What is known of an expression as work on one item; None where it isn't, or isn't repeated.

    Declines by an exception as well.
    """
    return work_on(node, facts) if effort(node, facts) >= ENOUGH else None


def work_on(
    node: ast.expr, facts: Facts, names: frozenset[str] = frozenset(), bound: Collection[str] = ()
) -> Work | None:
    """The same for an expression that further work is done on, which reads `names` too.

    That has the names in `bound` for its own.
    """
    rounds = rounds_around(node, facts)
    if len(rounds) < 2 and not any(one.paired for one in rounds):
        return None
    reading = Reading(facts, names=set(names), bound=set(bound))
    reading.read(node, rounds)
    if reading.round is None or reading.item is None:
        return None
    key = reading.key(node, rounds)
    read = reading.names | (key.names - reading.item.names)
    if reading.bound & (key.names | {key.parameter}):
        raise Decline("a name that means two things")
    at = rounds.index(reading.round)
    region = _region(rounds, at, read, facts)
    if region is None or not reading.stays(region.node, read):
        return None
    stmt = facts.source.statement(region.node)
    if isinstance(stmt, ast.While) and stmt is not region.node:
        return None
    made = reading.written(node, dict(key.swaps))
    return Work(node, region, stmt, reading.round, reading.item, key, made)


def _region(rounds: list[Round], at: int, names: set[str], facts: Facts) -> Round | None:
    """The outermost loop that leaves `names` alone, where the work on an item is repeated in it."""
    best = -1
    for place in range(at, len(rounds)):
        bound = {name for item in rounds[place].items for name in item.names}
        if names & (changed_in(rounds[place].node, facts) | bound):
            break
        best = place
    if best < 0 or any(not used_at_once(one.node, facts) for one in rounds[: best + 1]):
        return None
    beyond = rounds[best + 1] if best + 1 < len(rounds) else None
    if beyond is not None and isinstance(beyond.node, COMPREHENSIONS):
        return None
    again = at > 0 or bool(rounds[at].paired)
    outer = rounds[at + 1 : best + 1]
    if not again and not (outer and _recurs(rounds[at], outer)):
        return None
    return rounds[best]


def _recurs(one: Round, outer: list[Round]) -> bool:
    """True where a loop goes through the same items again in each round of those around it."""
    assert one.clause is not None
    iterated = one.clause.iter
    called = iterated.func if isinstance(iterated, ast.Call) else None
    if isinstance(called, ast.Name) and called.id == "enumerate" and isinstance(iterated, ast.Call):
        iterated = iterated.args[0]
    if isinstance(called, ast.Name) and called.id == "range":
        return True
    if isinstance(iterated, ast.Subscript) and isinstance(iterated.slice, ast.Slice):
        iterated = iterated.value
    bound = {name for part in outer for item in part.items for name in item.names}
    bodies = flow.stores([stmt for part in outer for stmt in part.body()])
    return not flow.loads(iterated) & (bound | bodies)


_STORED = (ast.Store, ast.Del)


def parts_of(whole: ast.AST) -> Generator[ast.expr, bool, None]:
    """Expressions in a loop or function from the outside to the inside, in the order of the text.

    What is sent True isn't looked into any further.
    """
    queue = [whole]
    while queue:
        node = queue.pop(0)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node is not whole:
            continue
        done = False
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), _STORED):
            done = yield node
        if not done:
            queue[:0] = list(ast.iter_child_nodes(node))
