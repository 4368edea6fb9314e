from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS
from ..writing import bracketed_tuple
from ._candidates import Candidates
from ._inner_loops import Inner, inner_loops, new_names, swaps, with_names
from ._key_work import is_quiet_key, never_fails, worked_out
from ._place import place
from ._rule import Rewrite, rule
from ._steady_keys import changes_meanwhile, keys_change


@rule(
    *(ast.For, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    safety=Safety.CHECK,
    gain=60.0,
    hints=("==",),
)
def derived_keys_to_index(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Group elements once by what their key works out to, instead of filtering for every value.

    What it does:
        A filter in a loop by something that is worked out for each element (a part of a text, its
        lower case, the month of a date, a number's class) goes through the elements that a dict,
        made once before the loop, has for the value. Filters by the same key share the dict. The
        test stays, and so does the order.

    Why it is slow:
        Each element's key is worked out anew for every value that is asked for.

    Before:
        for month in months:
            totals[month] = sum(o["amount"] for o in orders if o["date"][:7] == month)

    After:
        orders_by_key = {}
        for o in orders:
            orders_by_key.setdefault(o["date"][:7], []).append(o)
        for month in months:
            totals[month] = sum(
                o["amount"] for o in orders_by_key.get(month, ()) if o["date"][:7] == month
            )

    When not:
        Keys that may fail to be worked out or can't be hashed, elements that the loop changes, a
        list that it changes, anything that is done for elements that don't match.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993.
    """
    for inner in inner_loops(node, facts):
        own = flow.stores([inner.target])
        through = Candidates.of(inner.iterated, own, facts) if not inner.given else None
        found = _found(inner, facts) if through is not None else None
        if through is None or found is None:
            continue
        key, _ = found
        before = place(inner.iterated, set(through.names), facts)
        if before is None or keys_change(inner, key, before, facts):
            continue
        return _written(inner, through, key, before, facts)
    return None


def _found(inner: Inner, facts: Facts) -> tuple[ast.expr, ast.expr] | None:
    """(what is worked out for the inner element, what it must equal)."""
    own = flow.stores([inner.target])
    listed = own
    if isinstance(inner.iterated, ast.Call) and inner.iterated.args:
        # Of a loop through places a key is read from the list that these are in.
        listed = own | flow.loads(inner.iterated.args[-1])
    for test in inner.tests:
        for key, wanted in _sides(test):
            fits = (
                worked_out(key)
                and bool(flow.loads(key) & own)
                and is_quiet_key(key, listed, facts)
                and not _may_stop(inner, key, facts)
                and not changes_meanwhile(inner, wanted, facts)
            )
            if fits and not flow.loads(wanted) & own and _hashed(key, wanted, facts):
                return key, wanted
        # Only tests that can't fail may be skipped for elements that don't match.
        if not never_fails(test, facts):
            return None
    return None


def _may_stop(inner: Inner, key: ast.expr, facts: Facts) -> bool:
    """True where a part that later elements lack (`text.split()[1]`) may never be asked for."""
    parts = (p.value for p in ast.walk(key) if isinstance(p, ast.Subscript))
    if not any(flow.has(part, ast.Call) for part in parts):
        return False
    if inner.loop is not None:
        return flow.has(inner.loop, ast.Break, ast.Return)
    lazy = facts.source.parents[facts.source.parents[inner.iterated]]
    return isinstance(lazy, ast.GeneratorExp)


def _sides(test: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The two sides of `a == b`, either way round."""
    if isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.Eq]:
        yield test.left, test.comparators[0]
        yield test.comparators[0], test.left


def _hashed(key: ast.expr, wanted: ast.expr, facts: Facts) -> bool:
    return all(shapes.hashable(shapes_of(side, facts)) for side in (key, wanted))


def _written(
    inner: Inner, through: Candidates, key: ast.expr, before: ast.stmt, facts: Facts
) -> Rewrite:
    base = sorted(through.names)[0] if through.names else "places"
    name = facts.fresh(f"{base}_by_key")
    renamed = new_names(inner, facts)

    target = with_names(inner.target, renamed, facts)
    item = bracketed_tuple(target) if isinstance(inner.target, ast.Tuple) else target
    worked = with_names(key, renamed, facts)
    filled = f"for {target} in {through.every}:\n    {name}.setdefault({worked}, []).append({item})"
    asked = asked_for(inner.iterated, before, facts)
    if asked:
        # Where nothing is asked for, a key that can't be worked out does no harm.
        filled = f"if {asked}:\n" + "\n".join(f"    {line}" for line in filled.splitlines())
    made = f"{name} = {{}}\n{filled}"
    changes: list[Change] = [Around(before, made)]
    for one, wanted in _alike(inner, key, before, facts):
        got = f"{name}.get({facts.source.segment(wanted)}, ())"
        if through.least:
            got = f"({target} for {target} in {got} if {target} >= {through.least})"
        changes.append(Swap(one.iterated, got))
        if one.loop is not None:
            changes += swaps(one.loop, renamed)
    return Rewrite(tuple(changes))


def asked_for(inner: ast.expr, before: ast.stmt, facts: Facts) -> str:
    """The collection that the outermost loop goes through, where it may be empty."""
    iterated = before.iter if isinstance(before, ast.For) else None
    for parent in facts.source.ancestors(inner):
        if iterated is None and isinstance(parent, COMPREHENSIONS):
            first = parent.generators[0].iter
            iterated = None if facts.source.inside(inner, first) else first
    iterated = None if iterated is inner else iterated
    known = isinstance(iterated, ast.Name) and shapes.within(
        shapes_of(iterated, facts), "list", "tuple", "set", "dict", "str"
    )
    return iterated.id if known else ""  # type: ignore[union-attr]


def _alike(
    inner: Inner, key: ast.expr, before: ast.stmt, facts: Facts
) -> Iterator[tuple[Inner, ast.expr]]:
    """(filter, what its key must equal): those in a statement that one dict serves."""
    asked = _spelled(inner, key)
    for part in ast.walk(before):
        own = part is inner.loop or isinstance(part, ast.ListComp | ast.SetComp | ast.GeneratorExp)
        if not own or (inner.loop is not None and part is not inner.loop):
            continue
        for one in inner_loops(part, facts):  # type: ignore[arg-type]
            found = _found(one, facts)
            if found is not None and _spelled(one, found[0]) == asked:
                yield one, found[1]


def _spelled(inner: Inner, key: ast.expr) -> tuple[str, str, str]:
    return ast.unparse(inner.target), ast.unparse(inner.iterated), ast.unparse(key)
