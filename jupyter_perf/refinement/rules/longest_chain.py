from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, which_match
from ._bodies import body_text, indented
from ._bounds import in_bounds
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import library
from ._rule import Rewrite, rule

_GROWN = (
    "if E_test and v_dp[v_i] < v_dp[v_j] + 1:\n    v_dp[v_i] = v_dp[v_j] + 1",
    "if E_test and v_dp[v_i] <= v_dp[v_j]:\n    v_dp[v_i] = v_dp[v_j] + 1",
    "if E_test:\n    v_dp[v_i] = max(v_dp[v_i], v_dp[v_j] + 1)",
    "if E_test:\n    v_dp[v_i] = max(v_dp[v_i], 1 + v_dp[v_j])",
    "if E_test:\n    v_dp[v_i] = max(v_dp[v_j] + 1, v_dp[v_i])",
    "if E_test:\n    if v_dp[v_i] < v_dp[v_j] + 1:\n        v_dp[v_i] = v_dp[v_j] + 1",
    "if E_test:\n    if v_dp[v_i] <= v_dp[v_j]:\n        v_dp[v_i] = v_dp[v_j] + 1",
    "if v_dp[v_i] < v_dp[v_j] + 1 and E_test:\n    v_dp[v_i] = v_dp[v_j] + 1",
)
"""The body of the inner loop, where `v_dp` holds the length of the longest chain so far."""

_PATTERNS = tuple(
    "for v_j in range(v_i):\n" + "\n".join(f"    {line}" for line in one.splitlines())
    for one in _GROWN
)


@rule(ast.For, safety=Safety.CHECK, gain=75.0, hints=("range(",), kinds=("function", "program"))
def longest_chain(node: ast.For, facts: Facts) -> Rewrite | None:
    """Find the longest rising or falling chain up to each place by bisection.

    What it does:
        The inner loop of the longest increasing (or not decreasing) subsequence, which looks for
        the longest chain before a place that its element may follow, bisects a list of the least
        elements by which chains of each length end.

    Why it is slow:
        Each pair of elements is compared in the interpreter; bisection looks at a few.

    Before:
        dp = [1] * n
        for i in range(n):
            for j in range(i):
                if a[j] < a[i]:
                    dp[i] = max(dp[i], dp[j] + 1)

    After:
        from bisect import bisect_left
        dp = [1] * n
        a_ends = []
        for i in range(n):
            if i < len(a) and i < len(dp):
                a_length = bisect_left(a_ends, a[i])
                a_ends[a_length:a_length + 1] = [a[i]]
                dp[i] = a_length + 1
            else:
                for j in range(i):
                    if a[j] < a[i]:
                        dp[i] = max(dp[i], dp[j] + 1)

    When not:
        Elements that aren't all whole numbers or all strings (a falling chain of strings), lengths
        that start otherwise or change elsewhere in the loop, a loop variable that is read later.

    Source:
        Fredman, "On computing the length of longest increasing subsequences", 1975.
    """
    outer = facts.source.parents[node]
    if is_compiled(node, facts) or not isinstance(outer, ast.For) or len(node.body) != 1:
        return None
    at, found = which_match([node], _PATTERNS)
    if at < 0:
        return None
    origin, place = ast.unparse(found["v_i"]), ast.unparse(found["v_j"])
    first = _first(outer, facts)
    if ast.unparse(outer.target) != origin or first is None:
        return None
    compared = _compared(found, origin, place)
    if compared is None or read_elsewhere(place, [node], facts):
        return None
    items, strict, falling = compared
    lengths = ast.unparse(found["v_dp"])
    if not _steady(items, lengths, origin, node, outer, facts):
        return None
    if falling and not _numbers(items, node, facts):
        return None
    side = "bisect_left" if strict else "bisect_right"
    function, imports = library(f"bisect.{side}", facts)
    ends, length = facts.fresh(f"{items}_ends"), facts.fresh(f"{items}_length")
    # Numbers fall where their opposites rise.
    sign = "-" if falling else ""
    fast = (
        f"{length} = {function}({ends}, {sign}{items}[{origin}])\n"
        f"{ends}[{length}:{length} + 1] = [{sign}{items}[{origin}]]\n"
        f"{lengths}[{origin}] = {length} + 1"
    )
    kept = body_text([node], facts.source)
    guard = f"{origin} < len({items}) and {origin} < len({lengths})"
    text = f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"
    if _always_there(node, {items, lengths}, origin, facts):
        text = fast
    begun = f"{items}[:1]" if first else "[]"
    if first and falling:
        begun = f"[-{facts.fresh('x')} for {facts.fresh('x')} in {items}[:1]]"
    return Rewrite((Around(outer, before=f"{ends} = {begun}"), Instead(node, text)), imports)


def _compared(found: Found, origin: str, place: str) -> tuple[str, bool, bool] | None:
    """(list, whether strictly, whether it falls) of `a[j] < a[i]`, however it is written."""
    test = found["E_test"]
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    # What is compared has been brought to one form, in which the lesser stands on the left.
    left, right = test.left, test.comparators[0]
    if not isinstance(test.ops[0], ast.Lt | ast.LtE):
        return None
    falling = isinstance(left, ast.Subscript) and ast.unparse(left.slice) == origin
    if falling:
        left, right = right, left
    if not (isinstance(left, ast.Subscript) and isinstance(left.value, ast.Name)):
        return None
    items = left.value.id
    fits = ast.unparse(left) == f"{items}[{place}]" and ast.unparse(right) == f"{items}[{origin}]"
    return (items, isinstance(test.ops[0], ast.Lt), falling) if fits else None


def _first(outer: ast.For, facts: Facts) -> int | None:
    """0 or 1 for a loop over all places from the first or the second on."""
    call = outer.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)) or call.keywords:
        return None
    if call.func.id != "range" or not facts.is_builtin("range", "max", "len", at=outer):
        return None
    begins = ast.unparse(call.args[0]) if len(call.args) == 2 else "0"
    return int(begins) if len(call.args) < 3 and begins in ("0", "1") else None


def _always_there(node: ast.For, lists: set[str], origin: str, facts: Facts) -> bool:
    """True where both lists are known to have an element at each place of the outer loop."""
    parts = [part for part in ast.walk(node) if isinstance(part, ast.Subscript)]
    here = [
        part.value
        for part in parts
        if isinstance(part.value, ast.Name)
        and ast.unparse(part.slice) == origin
        and in_bounds(part.value, part.slice, facts)
    ]
    return lists <= {name.id for name in here}


def _numbers(items: str, node: ast.For, facts: Facts) -> bool:
    use = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == items)
    return shapes.within(elements_of(use, facts), "int")


def _steady(
    items: str, lengths: str, origin: str, node: ast.For, outer: ast.For, facts: Facts
) -> bool:
    """True where the list stays as it is, and lengths start as ones and change here only."""
    uses = {n.id: n for n in ast.walk(node) if isinstance(n, ast.Name)}
    held = elements_of(uses[items], facts)
    known = shapes.within(held, "int") or shapes.within(held, "str")
    if not known or not shapes.within(shapes_of(uses[items], facts), "list"):
        return False
    if node not in outer.body or not _ones(uses[lengths], outer, facts):
        return False
    if flow.has(outer.body[: outer.body.index(node)], ast.Continue, ast.Break):
        return False
    for stmt in outer.body:
        touched = {items, origin} if stmt is node else {items, origin, lengths}
        if touched & facts.changed(stmt):
            return False
    return items not in facts.aliases_of(lengths)


def _ones(lengths: ast.Name, outer: ast.For, facts: Facts) -> bool:
    """True where the lengths are `[1] * …` when the loop begins."""
    for stmt in facts.source.before(outer):
        if isinstance(stmt, ast.Assign) and ast.unparse(stmt.targets[0]) == lengths.id:
            made = stmt.value
            if isinstance(made, ast.ListComp):
                return ast.unparse(made.elt) == "1"
            single = isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mult)
            return single and "[1]" in (ast.unparse(made.left), ast.unparse(made.right))  # type: ignore[attr-defined]
        if lengths.id in facts.changed(stmt) | flow.stores(stmt):
            return False
    return False
