from __future__ import annotations

import ast
from typing import Any

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..writing import bracketed_tuple
from ._candidates import Candidates
from ._inner_loops import Inner, inner_loops, new_names, swaps, with_names
from ._place import place
from ._reach import reached
from ._rule import Rewrite, rule
from ._steady_keys import changes_meanwhile
from .derived_keys_to_index import asked_for

FEW = 10
"""In lists of so few elements a search takes no longer than in sets."""
_PARTS = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute, ast.expr_context)


@rule(
    *(ast.For, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    safety=Safety.CHECK,
    gain=40.0,
    hints=(" in ",),
)
def members_to_index(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Note once which records each member is in, instead of asking all records for each member.

    What it does:
        A filter in a loop by what records contain (films by genre, orders by item) goes through
        the records that a dict, made once before the loop, has for the member. The test stays, and
        so does the order.

    Why it is slow:
        For each member the lists of all records are searched.

    Before:
        for genre in genres:
            titles[genre] = [f["title"] for f in films if genre in f["genres"]]

    After:
        films_by_member = {}
        for f in films:
            for member in dict.fromkeys(f["genres"]):
                films_by_member.setdefault(member, []).append(f)
        for genre in genres:
            titles[genre] = [
                f["title"] for f in films_by_member.get(genre, ()) if genre in f["genres"]
            ]

    When not:
        Lists of lists, for which sets do more; texts, in which `in` looks for parts; members that
        can't be hashed; records that the loop changes; anything that is done for records without
        the member.

    Source:
        Knuth, "The Art of Computer Programming", volume 3, section 6.5: inverted files.
    """
    if not facts.is_builtin("dict", at=node):
        return None
    for inner in inner_loops(node, facts):
        own = flow.stores([inner.target])
        through = Candidates.of(inner.iterated, own, facts)
        held = _held(inner, own, facts)
        if through is None or through.least or held is None or inner.given:
            continue
        before = place(inner.iterated, set(through.names), facts)
        if before is None or reached([before], set(through.names), facts):
            continue
        return _written(inner, through, held, before, facts)
    return None


def _held(inner: Inner, own: set[str], facts: Facts) -> ast.Compare | None:
    """The first test, `member in f["genres"]`, where hashing finds what `in` finds."""
    test = inner.tests[0]
    if not (isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.In]):
        return None
    inside = test.comparators[0]
    whole = isinstance(inside, ast.Name) and isinstance(inner.target, ast.Name)
    if whole and not _are_short(inner.iterated, facts):
        # Long lists that are gone through themselves are better made sets: the test stays.
        return None
    hangs = bool(flow.loads(inside) & own) and not flow.loads(test.left) & own
    if not hangs or not all(isinstance(part, _PARTS) for part in ast.walk(inside)):
        return None
    if changes_meanwhile(inner, test.left, facts):
        return None
    known = shapes.within(shapes_of(inside, facts), "list", "tuple", "set", "frozenset")
    hashed = shapes.hashable(elements_of(inside, facts))
    return test if known and hashed and shapes.hashable(shapes_of(test.left, facts)) else None


def _are_short(lists: ast.expr, facts: Facts) -> bool:
    """True where it is known that lists hold only a few elements each."""

    def short(rows: list[Any]) -> bool:
        return bool(rows) and sum(map(len, rows)) <= FEW * len(rows)

    return facts.every(lists, short)


def _written(
    inner: Inner, through: Candidates, test: ast.Compare, before: ast.stmt, facts: Facts
) -> Rewrite:
    base = sorted(through.names)[0] if through.names else "places"
    name = facts.fresh(f"{base}_by_member")
    member = facts.fresh("member")
    renamed = new_names(inner, facts)

    target = with_names(inner.target, renamed, facts)
    item = bracketed_tuple(target) if isinstance(inner.target, ast.Tuple) else target
    members = with_names(test.comparators[0], renamed, facts)
    filled = (
        f"for {target} in {through.every}:\n"
        f"    for {member} in dict.fromkeys({members}):\n"
        f"        {name}.setdefault({member}, []).append({item})"
    )
    asked = asked_for(inner.iterated, before, facts)
    if asked:
        # Where nothing is asked for, a record that lacks the field does no harm.
        filled = f"if {asked}:\n" + "\n".join(f"    {line}" for line in filled.splitlines())
    got = f"{name}.get({facts.source.segment(test.left)}, ())"
    changes: list[Change] = [Around(before, f"{name} = {{}}\n{filled}"), Swap(inner.iterated, got)]
    if inner.loop is not None:
        changes += swaps(inner.loop, renamed)
    return Rewrite(tuple(changes))
