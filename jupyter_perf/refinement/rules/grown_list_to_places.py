from __future__ import annotations

import ast
from itertools import takewhile

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS, LOOPS, Loop
from ._place import is_empty_list, start
from ._rule import Rewrite, rule
from .grown_list_to_set import appends_to, is_cheap, membership_tests, stays_short


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=70.0, hints=(".index(",))
def grown_list_to_places(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a dict of positions beside a list that grows while it is searched.

    What it does:
        Where a loop appends to a list and asks for `items.index(x)`, a dict from each element to
        its first position is kept beside it, and asked instead; so is `x in items`.

    Why it is slow:
        `index` and `in` compare with one element after another, and the list gets longer.

    Before:
        for name, amount in entries:
            if name not in names:
                names.append(name)
                totals.append(0)
            totals[names.index(name)] += amount

    After:
        names_places = {}
        for name, amount in entries:
            if name not in names_places:
                names.append(name)
                names_places.setdefault(name, len(names) - 1)
                totals.append(0)
            totals[names_places[name]] += amount

    When not:
        Elements that may not be hashable, a list that the loop changes otherwise than by
        `append`, another name for it, a function that may see it.

    Source:
        The Python wiki, "TimeComplexity".
    """
    if not facts.is_builtin("reversed", "list", "enumerate", "len", at=node):
        return None
    changes: list[Change] = []
    tests = membership_tests(node)
    for name, every in _searches(node).items():
        # What is searched is written several times, so it must be cheap and the same each time.
        searches = [call for call in every if _is_plain(call) and not _is_otherwise(call, facts)]
        if not searches:
            continue
        adds = appends_to(name, node, facts, searched=True)
        asked = [call.args[0] for call in searches] + [t.left for t in tests.get(name, [])]
        if not adds or not _fit(name, searches[0], asked, node, facts):
            continue
        if stays_short(adds, node, facts):
            continue
        places = facts.fresh(f"{name}_places")
        changes.append(Around(node, before=f"{places} = {_made(name, node, facts)}"))
        for stmt, value in adds.items():
            added = facts.source.segment(value) if is_cheap(value) else f"{name}[-1]"
            changes.append(Around(stmt, after=f"{places}.setdefault({added}, len({name}) - 1)"))
        changes += [Swap(test.comparators[0], places) for test in tests.get(name, [])]
        for call in searches:
            wanted = facts.source.segment(call.args[0])
            found = f"{places}[{wanted}]"
            if not is_there(call, name, node, facts):
                found = f"({found} if {wanted} in {places} else {facts.source.segment(call)})"
            changes.append(Swap(call, found))
    return Rewrite(tuple(changes)) if changes else None


def _searches(loop: Loop) -> dict[str, list[ast.Call]]:
    """Name → the calls `name.index(x)` of a loop."""
    found: dict[str, list[ast.Call]] = {}
    for call in ast.walk(loop):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        base = call.func.value
        if call.func.attr == "index" and isinstance(base, ast.Name):
            found.setdefault(base.id, []).append(call)
    return found


def _is_plain(call: ast.Call) -> bool:
    still = (ast.Name, ast.Constant, ast.Subscript, ast.expr_context)
    return len(call.args) == 1 and all(isinstance(p, still) for p in ast.walk(call.args[0]))


def _fit(name: str, search: ast.Call, asked: list[ast.expr], loop: Loop, facts: Facts) -> bool:
    listed = search.func.value  # type: ignore[attr-defined]
    if not shapes.within(shapes_of(listed, facts), "list"):
        return False
    if not shapes.hashable(elements_of(listed, facts)):
        return False
    if not all(shapes.hashable(shapes_of(value, facts)) for value in asked):
        return False
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)):
        return False
    # The outermost loop that allows it is where the dict is made.
    if any(appends_to(name, o, facts, searched=True) for o in facts.source.loops(loop)):
        return False
    return not reads([loop], name, facts)


def _made(name: str, loop: Loop, facts: Facts) -> str:
    begun = start(name, loop, facts)
    if begun is not None and is_empty_list(begun, facts):
        return "{}"
    item, i = facts.fresh("item"), facts.fresh("i")
    return f"{{{item}: {i} for {i}, {item} in reversed(list(enumerate({name})))}}"


def is_there(call: ast.Call, name: str, loop: Loop, facts: Facts) -> bool:
    """True where what is searched has just been found in the list, or put there."""
    wanted, here = call.args[0], facts.source.statement(call)
    value, parts = ast.unparse(wanted), flow.loads(wanted)
    if _is_in_a_scope_of_its_own(call, here, facts):
        return False
    inside: ast.stmt | None = None
    while here is not loop and not isinstance(here, FUNCTIONS):
        if isinstance(here, ast.If) and inside is not None:
            side = _holds(here.test, value, name)
            if side == (inside in here.body):
                return True
        again = inside is not None or isinstance(here, LOOPS)
        if again and parts & facts.changed(here):
            return False
        for stmt in facts.source.before(here):
            if _puts_it_there(stmt, value, name) and not parts & facts.changed(stmt):
                return True
            if parts & facts.changed(stmt):
                return False
        inside, here = here, facts.source.parents[here]  # type: ignore[assignment]
        while not isinstance(here, ast.stmt):
            here = facts.source.parents[here]
    return False


def _is_otherwise(call: ast.Call, facts: Facts) -> bool:
    """True for the call that an earlier rewrite left for what isn't in the dict."""
    parent = facts.source.parents[call]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is call
        and "_places" in ast.unparse(parent.test)
    )


def _is_in_a_scope_of_its_own(call: ast.Call, stmt: ast.stmt, facts: Facts) -> bool:
    """True in a comprehension or lambda, whose variable may have the same name."""
    between = takewhile(lambda part: part is not stmt, facts.source.ancestors(call))
    return any(isinstance(part, (*COMPREHENSIONS, ast.Lambda)) for part in between)


def _holds(test: ast.expr, value: str, name: str) -> bool | None:
    """True for `value in name`, False for `value not in name`, None for any other test."""
    texts = {f"{value} in {name}": True, f"{value} not in {name}": False}
    return texts.get(ast.unparse(test))


def _puts_it_there(stmt: ast.stmt, value: str, name: str) -> bool:
    """True for an `if value not in name:` that appends it, or goes no further."""
    if not isinstance(stmt, ast.If) or stmt.orelse or _holds(stmt.test, value, name) is not False:
        return False
    leaves = isinstance(stmt.body[-1], ast.Continue | ast.Break | ast.Return | ast.Raise)
    return leaves or any(ast.unparse(part) == f"{name}.append({value})" for part in stmt.body)
