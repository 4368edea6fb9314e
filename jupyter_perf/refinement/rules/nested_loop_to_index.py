from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._candidates import Candidates
from ._inner_loops import Inner, inner_loops, new_names, swaps, with_names
from ._place import place
from ._rule import Rewrite, rule
from ._steady_keys import keys_change

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute, ast.Tuple, ast.expr_context)


@rule(
    *(ast.For, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    safety=Safety.CHECK,
    gain=80.0,
    hints=("==",),
)
def nested_loop_to_index(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Look partners up in a dict instead of comparing everything with everything.

    What it does:
        An inner loop that does something only where a key of its own equals something (or where
        two whole numbers add up to something) goes through the candidates that a dict, made once
        before the outer loop, has for it. The test stays, and so does the order.

    Why it is slow:
        Two nested loops compare each element of one with each of the other.

    Before:
        for a in left:
            for b in right:
                if a["id"] == b["id"]:
                    pairs.append((a["n"], b["n"]))

    After:
        right_by_key = {}
        for b_match in right:
            right_by_key.setdefault(b_match["id"], []).append(b_match)
        for a in left:
            for b_match in right_by_key.get(a["id"], ()):
                if a["id"] == b_match["id"]:
                    pairs.append((a["n"], b_match["n"]))

    When not:
        Keys that can't be hashed, sums of floats, an inner sequence that the loops change,
        anything that the inner loop does for elements that don't match.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993; seen gains
        269 and 343 times.
    """
    for inner in inner_loops(node, facts):
        own = flow.stores([inner.target])
        through = Candidates.of(inner.iterated, own, facts)
        if through is None:
            continue
        for key, wanted in _keys(inner.tests, own, facts):
            needed = flow.loads(key) - own | through.names
            before = place(inner.iterated, needed, facts)
            if before is None or keys_change(inner, key, before, facts):
                continue
            return _written(inner, through, key, wanted, before, facts)
    return None


def _keys(
    tests: tuple[ast.expr, ...], own: set[str], facts: Facts
) -> Iterator[tuple[ast.expr, str]]:
    """(the inner element's key, text of what it must equal), where dict and `==` agree."""
    for test in tests:
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            return
        right = test.comparators[0]
        if isinstance(test.ops[0], ast.Eq):
            for one, other in ((test.left, right), (right, test.left)):
                if _plain(one, own) and not flow.loads(other) & own:
                    if all(shapes.hashable(shapes_of(side, facts)) for side in (one, other)):
                        yield one, facts.source.segment(other)
                elif isinstance(one, ast.BinOp) and not flow.loads(other) & own:
                    yield from _summand(one, other, own, facts)
        # Only tests that can't fail may be skipped for elements without partner.
        if not all(isinstance(s, ast.Name | ast.Constant) for s in (test.left, right)):
            return


def _summand(
    total: ast.BinOp, goal: ast.expr, own: set[str], facts: Facts
) -> Iterator[tuple[ast.expr, str]]:
    if not isinstance(total.op, ast.Add):
        return
    for one, other in ((total.left, total.right), (total.right, total.left)):
        whole = all(shapes.whole(shapes_of(part, facts)) for part in (one, other, goal))
        still = all(isinstance(p, _STILL) for s in (other, goal) for p in ast.walk(s))
        if whole and still and _plain(one, own) and not flow.loads(other) & own:
            yield one, f"{facts.source.segment(goal)} - {facts.source.segment(other)}"


def _plain(key: ast.expr, own: set[str]) -> bool:
    """True for keys that are got by names, parts and attributes alone."""
    return all(isinstance(part, _STILL) for part in ast.walk(key)) and bool(flow.loads(key) & own)


def _written(
    inner: Inner,
    through: Candidates,
    key: ast.expr,
    wanted: str,
    before: ast.stmt,
    facts: Facts,
) -> Rewrite:
    base = sorted(through.names)[0] if through.names else "places"
    name = facts.fresh(f"{base}_by_key")
    renamed = new_names(inner, facts)

    target = with_names(inner.target, renamed, facts)
    item = f"({target})" if isinstance(inner.target, ast.Tuple) and target[0] != "(" else target
    made = (
        f"{name} = {{}}\nfor {target} in {through.every}:\n"
        f"    {name}.setdefault({with_names(key, renamed, facts)}, []).append({item})"
    )
    got = f"{name}.get({wanted}, ())"
    if through.least:
        got = f"({target} for {target} in {got} if {target} >= {through.least})"
    changes: list[Change] = [Around(before, made), Swap(inner.iterated, got)]
    if inner.loop is not None:
        changes += swaps(inner.loop, renamed)
    return Rewrite(tuple(changes))
