from __future__ import annotations

import ast
from collections.abc import Iterable

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import FUNCTIONS, Loop
from ._place import is_empty_list, start
from ._rule import Rewrite, rule
from .grown_list_to_set import appends_to, is_cheap, stays_short
from .running_total import holds_numbers

_ASKED = ("sum", "max", "min")
_SIGNS = {"max": ">", "min": "<"}


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=58.0, hints=("sum(", "max(", "min("))
def grown_list_to_totals(node: Loop, facts: Facts) -> Rewrite | None:
    """Carry the sum, the greatest or the least of a list along while it grows.

    What it does:
        Where a loop appends to a list and asks for `sum(items)`, `max(items)` or `min(items)`, the
        answer is kept beside the list: worked out before the loop, brought up to date at each
        append, and looked at instead.

    Why it is slow:
        Each question goes through the whole list, which gets longer.

    Before:
        for price in prices:
            seen.append(price)
            means.append(sum(seen) / len(seen))

    After:
        seen_sum = sum(seen)
        for price in prices:
            seen.append(price)
            seen_sum += price
            means.append(seen_sum / len(seen))

    When not:
        Sums of floats, which round otherwise; a list that the loop changes otherwise than by
        `append`, another name for it, a function that may see it.

    Source:
        Online algorithms: Knuth, "The Art of Computer Programming", 4.2.2.
    """
    swaps: list[Change] = []
    begun: list[str] = []
    after: dict[ast.stmt, list[str]] = {}
    for (called, name), calls in _questions(node, facts).items():
        adds = appends_to(name, node, facts)
        if not adds or not _fit(called, calls, node, facts) or stays_short(adds, node, facts):
            continue
        kept = facts.fresh(f"{name}_{called}")
        begun.append(f"{kept} = {_at_first(called, name, node, facts)}")
        for stmt, value in adds.items():
            added = facts.source.segment(value) if is_cheap(value) else f"{name}[-1]"
            after.setdefault(stmt, []).append(_brought_up(called, kept, added))
        for call in calls:
            # An empty list has no greatest element.
            sure = called == "sum" or _follows(call, adds, facts)
            text = kept if sure else f"({kept} if {name} else {facts.source.segment(call)})"
            swaps.append(Swap(call, text))
    if not swaps:
        return None
    updates = [Around(stmt, after="\n".join(lines)) for stmt, lines in after.items()]
    return Rewrite((Around(node, before="\n".join(begun)), *updates, *swaps))


def _at_first(called: str, name: str, loop: Loop, facts: Facts) -> str:
    """The text of what is known before the loop."""
    begun = start(name, loop, facts)
    if begun is not None and is_empty_list(begun, facts):
        return "0" if called == "sum" else "None"
    return f"{called}({name}{'' if called == 'sum' else ', default=None'})"


def _follows(call: ast.Call, adds: Iterable[ast.stmt], facts: Facts) -> bool:
    """True where something has been appended earlier in the same round."""
    stmt = facts.source.statement(call)
    blocks = [stmt, *(p for p in facts.source.ancestors(stmt) if isinstance(p, ast.stmt))]
    return any(add in facts.source.before(one) for one in blocks for add in adds)


def _brought_up(called: str, kept: str, added: str) -> str:
    if called == "sum":
        return f"{kept} += {added}"
    return f"if {kept} is None or {added} {_SIGNS[called]} {kept}:\n    {kept} = {added}"


def _questions(loop: Loop, facts: Facts) -> dict[tuple[str, str], list[ast.Call]]:
    """(function, list) → the calls of the function for the list alone, in a loop."""
    found: dict[tuple[str, str], list[ast.Call]] = {}
    for call in ast.walk(loop):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if call.func.id not in _ASKED or len(call.args) != 1 or call.keywords:
            continue
        items = call.args[0]
        inside = loop in facts.source.loops(call) and not _is_otherwise(call, facts)
        if isinstance(items, ast.Name) and inside:
            found.setdefault((call.func.id, items.id), []).append(call)
    return found


def _is_otherwise(call: ast.Call, facts: Facts) -> bool:
    """True for what was left for an empty list."""
    parent = facts.source.parents[call]
    return isinstance(parent, ast.IfExp) and parent.orelse is call


def _fit(called: str, calls: list[ast.Call], loop: Loop, facts: Facts) -> bool:
    items = calls[0].args[0]
    assert isinstance(items, ast.Name)
    name, held = items.id, elements_of(items, facts)
    kinds = ("int",) if called == "sum" else ("int", "float", "str")
    alike = any(shapes.within(held, kind) for kind in kinds)
    mixed = shapes.within(held, "int", "float") or holds_numbers(items, facts)
    numbers = called != "sum" and mixed
    if not (alike or numbers) or not shapes.within(shapes_of(items, facts), "list"):
        return False
    if not facts.is_builtin(called, at=loop):
        return False
    function = facts.source.function(loop)
    if any(facts.source.function(call) is not function for call in calls):
        return False
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)):
        return False
    # The outermost loop that allows it is where the answer is first worked out.
    if any(appends_to(name, outer, facts) for outer in facts.source.loops(loop)):
        return False
    shared = facts.scope(name, loop) is not function and isinstance(function, FUNCTIONS)
    return not shared and not reads([loop], name, facts)
