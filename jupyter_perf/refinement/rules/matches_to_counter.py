from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ._conjunctions import Stream, Test, signed_tables, stream_of, tests_of
from ._place import library, place, sole
from ._reach import reached
from ._rule import Rewrite, rule

Counted = tuple[ast.expr, ast.expr, list[ast.expr]]


@rule(ast.Call, ast.For, safety=Safety.CHECK, gain=40.0, hints=("==", "!="))
def matches_to_counter(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Count all combinations of values once instead of going through the data for each of them.

    What it does:
        `sum(1 for t, p in zip(xs, ys) if t == a and p == b)` that is repeated for many `a` and
        `b`, `len([…])` alike, and a loop with `n += 1` become look-ups in a `Counter` of all
        pairs. `!=` is what is left when equal ones are taken away.

    Why it is slow:
        Everything is gone through again for each combination that is asked for.

    Before:
        for a in labels:
            hits = sum(1 for t, p in zip(truth, guess) if t == a and p == a)

    After:
        from collections import Counter
        truth_guess_counts = Counter(zip(truth, guess))
        for a in labels:
            hits = truth_guess_counts[a, a]

    When not:
        Elements that can't be hashed or may be NaN, a comparison with anything else than values
        from outside, data that change in the loop, a count that isn't repeated.

    Source:
        The Python documentation of `collections.Counter`.
    """
    found = _counted(node, facts)
    if found is None:
        return None
    target, items, asked = found
    stream = stream_of(target, items, facts)
    tests = tests_of(asked, stream, facts) if stream is not None else None
    if stream is None or not tests:
        return None
    outside = node if isinstance(node, ast.Call) else node.iter
    before = place(outside, stream.names, facts)
    if before is None or before is node or reached([before], set(stream.names), facts):
        return None
    return _looked_up(node, before, stream, tests, facts)


def _looked_up(
    node: ast.Call | ast.For, before: ast.stmt, stream: Stream, tests: list[Test], facts: Facts
) -> Rewrite | None:
    counter, imports = library("collections.Counter", facts)
    made = _made_above(before, facts)
    new: list[str] = []

    def name_of(chosen: list[Test]) -> str:
        parts = tuple(test.part for test in chosen)
        text = stream.table(parts, counter, facts)
        if text not in made:
            stem = "_".join(dict.fromkeys(stream.names))
            name, number = f"{stem}_counts", 2
            while not facts.is_free(name) or name in made.values():
                name, number = f"{stem}_counts_{number}", number + 1
            made[text] = name
            new.append(f"{name} = {text}")
        return made[text]

    terms = []
    for sign, chosen in signed_tables(tests):
        key = ", ".join(test.wanted for test in chosen)
        term = f"{name_of(chosen)}[{key}]" if chosen else f"{name_of(tests)}.total()"
        terms.append((" - " if sign < 0 else " + ", term))
    text = terms[0][1] + "".join(sign + term for sign, term in terms[1:])
    above: list[Change] = [Around(before, "\n".join(new))] if new else []
    if isinstance(node, ast.Call):
        plain = len(terms) == 1 or isinstance(facts.source.parents[node], ast.Assign)
        return Rewrite((*above, Swap(node, text if plain else f"({text})")), imports)
    added = flow.accumulation(node.body[0].body[0])  # type: ignore[attr-defined]
    assert added is not None
    return Rewrite((*above, Instead(node, f"{added[0]} += {text}")), imports)


def _made_above(stmt: ast.stmt, facts: Facts) -> dict[str, str]:
    """Text → name of what is made right above a statement, with nothing in between."""
    found: dict[str, str] = {}
    for earlier in facts.source.before(stmt):
        if not (isinstance(earlier, ast.Assign) and isinstance(earlier.value, ast.Call)):
            break
        if len(earlier.targets) != 1 or not isinstance(earlier.targets[0], ast.Name):
            break
        if len(facts.binders(earlier.targets[0].id, facts.scope(earlier.targets[0].id, stmt))) == 1:
            if not facts.source.segment(earlier.value).startswith(("Counter(", "collections.")):
                break
            found[facts.source.segment(earlier.value)] = earlier.targets[0].id
    return found


def _counted(node: ast.Call | ast.For, facts: Facts) -> Counted | None:
    """(target, iterable, tests) of a count of elements."""
    if isinstance(node, ast.For):
        return _counting_loop(node, facts)
    called = node.func
    if not isinstance(called, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    inside = node.args[0]
    if called.id not in ("sum", "len") or not facts.is_builtin(called.id, at=node):
        return None
    listed = isinstance(inside, ast.ListComp)
    if not listed and not (isinstance(inside, ast.GeneratorExp) and called.id == "sum"):
        return None
    assert isinstance(inside, ast.ListComp | ast.GeneratorExp)
    part = inside.generators[0]
    if len(inside.generators) != 1 or part.is_async or not part.ifs:
        return None
    counts = _is_one(inside.elt) if called.id == "sum" else isinstance(inside.elt, ast.Name)
    return (part.target, part.iter, part.ifs) if counts else None


def _counting_loop(node: ast.For, facts: Facts) -> Counted | None:
    only = sole(node.body)
    if node.orelse or not isinstance(only, ast.If) or only.orelse:
        return None
    counted = sole(only.body)
    added = flow.accumulation(counted) if counted is not None else None
    if added is None or not _is_one(added[1]) or added[0] in flow.loads([node.iter, only.test]):
        return None
    own = flow.stores([node.target])
    if facts.source.function(node) is not None and any(facts.used_after(n, node) for n in own):
        return None
    start = next((s for s in facts.source.before(node) if added[0] in flow.stores(s)), None)
    zero = isinstance(start, ast.Assign) and isinstance(start.value, ast.Constant)
    if not zero or type(start.value.value) is not int or added[0] in own:  # type: ignore[union-attr]
        return None
    return node.target, node.iter, [only.test]


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1
