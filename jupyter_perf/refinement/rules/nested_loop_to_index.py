from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..writing import bracketed_tuple
from ._candidates import Candidates
from ._fields_set import outermost_keeping
from ._inner_loops import Inner, inner_loops, new_names, swaps, with_names
from ._key_work import is_known, never_fails
from ._place import place
from ._rule import Rewrite, rule
from ._steady_keys import changes_meanwhile, keys_change

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
        before the outer loop, has for it. The test stays, and so does the order. Names that a
        round first gives to elements count as these, and `if a != b: continue` as a test.

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
        for key, wanted in asked_keys(inner, facts):
            more = _further(inner, key, facts)
            needed = inner.loads(key) - own | through.names
            before = place(inner.iterated, needed, facts)
            listed = isinstance(inner.iterated, ast.Name)
            if before is None and listed and not inner.loads(key) - own:
                before = outermost_keeping(inner.iterated, needed, facts)
            if before is None or keys_change(inner, key, before, facts):
                continue
            if not _all_there(inner, key, facts):
                continue
            if any(keys_change(inner, one, before, facts) for one, _ in more):
                more = []
            return _written(inner, through, [(key, wanted), *more], before, facts)
    return None


def _all_there(inner: Inner, key: ast.expr, facts: Facts) -> bool:
    """True where a name that a round gives, and that isn't asked for, is given what is there.

    What isn't there would be missed only by rounds that are left out.
    """
    used = flow.loads(inner.tests[_place_of(key, inner)])
    for name in reversed([*inner.given]):
        if name in used:
            used |= flow.loads(inner.given[name])
    return all(name in used or is_known(value, facts) for name, value in inner.given.items())


def _place_of(key: ast.expr, inner: Inner) -> int:
    """Which test asks for a key."""
    return next(
        at for at, test in enumerate(inner.tests) if any(part is key for part in ast.walk(test))
    )


def _further(inner: Inner, key: ast.expr, facts: Facts) -> list[tuple[ast.expr, str]]:
    """More fields of the element, and what they must equal, next to `key` and surely there."""
    found: list[tuple[ast.expr, str]] = []
    if inner.given:
        return []
    for test in inner.tests[_place_of(key, inner) + 1 :]:
        if not (isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.Eq]):
            break
        sides = (test.left, test.comparators[0])
        fields = [one for one in sides if is_known(one, facts) and _plain(one, inner.own)]
        others = [one for one in sides if one not in fields and not flow.loads(one) & inner.own]
        if len(fields) != 1 or len(others) != 1 or not is_known(others[0], facts):
            break
        if not all(shapes.hashable(shapes_of(side, facts)) for side in sides):
            break
        if flow.loads(fields[0]) - inner.own:
            break
        found.append((fields[0], facts.source.segment(others[0])))
    return found


def asked_keys(inner: Inner, facts: Facts) -> Iterator[tuple[ast.expr, str]]:
    """(the inner element's key, text of what it must equal), where dict and `==` agree."""
    own = inner.own
    for test in inner.tests:
        if _is_flag(test, inner, facts):
            continue
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            if never_fails(test, facts):
                continue
            return
        right = test.comparators[0]
        if isinstance(test.ops[0], ast.Eq):
            for one, other in ((test.left, right), (right, test.left)):
                if changes_meanwhile(inner, other, facts):
                    continue
                if _plain(one, own) and not flow.loads(other) & own:
                    if all(shapes.hashable(shapes_of(side, facts)) for side in (one, other)):
                        yield one, inner.written(other, facts, {})
                elif isinstance(one, ast.BinOp) and not inner.given and not flow.loads(other) & own:
                    yield from _summand(one, other, own, facts)
        # Only tests that can't fail may be skipped for elements without partner.
        plain = all(isinstance(s, ast.Name | ast.Constant) for s in (test.left, right))
        if not plain and not never_fails(test, facts):
            return


def _is_flag(test: ast.expr, inner: Inner, facts: Facts) -> bool:
    """True for `not used[j]` with `used = [False] * len(items)` and a `j` in `range(len(items))`:
    a look that can't fail."""
    place = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    if not (isinstance(place, ast.Subscript) and isinstance(place.value, ast.Name)):
        return False
    if not isinstance(inner.target, ast.Name) or ast.unparse(place.slice) != inner.target.id:
        return False
    made = facts.assigned(place.value)
    counted = ast.unparse(inner.iterated)
    if not isinstance(made, ast.BinOp) or not counted.startswith("range(len("):
        return False
    whole = f"[False] * {counted.removeprefix('range(').removesuffix(')')}"
    only_set = all(_is_place(use, facts) for use in facts.source.all(ast.Name)
                   if use.id == place.value.id and isinstance(use.ctx, ast.Load))  # fmt: skip
    return ast.unparse(made) == whole and only_set


def _is_place(use: ast.Name, facts: Facts) -> bool:
    """True for `used[j]`, and for what only counts or adds up."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript):
        return parent.value is use and not isinstance(parent.slice, ast.Slice)
    named = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name)
    return named and parent.func.id in ("sum", "len", "all", "any", "enumerate", "zip")  # type: ignore[attr-defined]


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
    keys: list[tuple[ast.expr, str]],
    before: ast.stmt,
    facts: Facts,
) -> Rewrite:
    base = sorted(through.names)[0] if through.names else "places"
    name = facts.fresh(f"{base}_by_key")
    renamed = new_names(inner, facts)

    target = with_names(inner.target, renamed, facts)
    made_of = [inner.written(key, facts, renamed) for key, _ in keys]
    key, wanted = (
        parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
        for parts in (made_of, [wanted for _, wanted in keys])
    )
    item = bracketed_tuple(target) if isinstance(inner.target, ast.Tuple) else target
    made = (
        f"{name} = {{}}\nfor {target} in {through.every}:\n"
        f"    {name}.setdefault({key}, []).append({item})"
    )
    got = f"{name}.get({wanted}, ())"
    if through.least:
        got = f"({target} for {target} in {got} if {target} >= {through.least})"
    changes: list[Change] = [Around(before, made), Swap(inner.iterated, got)]
    if inner.loop is not None:
        changes += swaps(inner.loop, renamed)
    return Rewrite(tuple(changes))
