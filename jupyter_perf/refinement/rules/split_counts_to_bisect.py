from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._nearest import one_added
from ._place import library
from ._rule import Rewrite, rule

_PARTS: dict[type[ast.cmpop], frozenset[str]] = {
    ast.Lt: frozenset("<"),
    ast.LtE: frozenset("<="),
    ast.Gt: frozenset(">"),
    ast.GtE: frozenset(">="),
    ast.Eq: frozenset("="),
    ast.NotEq: frozenset("<>"),
}
"""Elements below, at, and above the limit, of which a comparison lets some through."""
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
_COUNTS = {
    "<": "{low}",
    "=": "{high} - {low}",
    ">": "len({name}) - {high}",
    "<=": "{high}",
    "=>": "len({name}) - {low}",
    "<>": "len({name}) - {high} + {low}",
    "<=>": "len({name})",
}


@rule(ast.For, safety=Safety.CHECK, gain=75.5, hints=("+= 1", "+ 1"), kinds=("function", "program"))
def split_counts_to_bisect(node: ast.For, facts: Facts) -> Rewrite | None:
    """Count what lies below, at and above something by bisection of a list that is sorted once.

    What it does:
        An inner loop that counts the smaller, the equal and the larger elements of a list, each by
        a number of its own, takes two bisections of the sorted list, as for ranks with ties.

    Why it is slow:
        Each round of the outer loop goes through all elements; bisection looks at a few.

    Before:
        for score in scores:
            below = same = 0
            for other in scores:
                if other < score:
                    below += 1
                elif other == score:
                    same += 1
            ranks.append(below + same / 2)

    After:
        from bisect import bisect_left, bisect_right
        scores_sorted = sorted(scores)
        for score in scores:
            below = same = 0
            low, high = bisect_left(scores_sorted, score), bisect_right(scores_sorted, score)
            below += low
            same += high - low
            ranks.append(below + same / 2)

    When not:
        Elements that aren't all whole numbers or all texts, a list that changes in the loop, a loop
        variable that is read afterwards.

    Source:
        The Python documentation of `bisect`.
    """
    found = _through(node)
    if found is None or node.orelse or is_compiled(node, facts):
        return None
    items, element = found
    counted = [branch for stmt in node.body for branch in _branches(stmt, element)]
    limits = {ast.unparse(limit): limit for limit, _, _ in counted if limit is not None}
    counters = [counter for _, _, counter in counted]
    if len(limits) != 1 or len(set(counters)) < 2 or None in counters:
        return None
    (limit,) = limits.values()
    own = flow.stores([node.target])
    if flow.loads(limit) & {*own, *map(str, counters)} or not is_quiet(limit):
        return None
    if not _fits(items, limit, facts) or any(read_elsewhere(one, [node], facts) for one in own):
        return None
    if not all(_is_number(str(counter), node, facts) for counter in counters):
        return None
    outer: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if items.id in facts.changed(loop):
            break
        outer = loop
    if outer is None or not facts.is_builtin("sorted", "len", "range", at=node):
        return None
    left, lines = library("bisect.bisect_left", facts)
    right, more = library("bisect.bisect_right", facts)
    name = facts.fresh(f"{items.id}_sorted")
    low, high = facts.fresh("low"), facts.fresh("high")
    text = facts.source.segment(limit)
    both = f"{low}, {high} = {left}({name}, {text}), {right}({name}, {text})"
    adds = [
        f"{counter} += {_COUNTS[parts].format(low=low, high=high, name=name)}"
        for _, parts, counter in counted
        if parts
    ]
    new = "\n".join([both, *adds])
    if not isinstance(limit, ast.Name | ast.Constant):
        # Without elements nobody would look at a part of something.
        new = f"if {name}:\n" + "\n".join(f"    {line}" for line in new.splitlines())
    made = Around(outer, f"{name} = sorted({items.id})")
    return Rewrite((made, Instead(node, new)), (*lines, *more))


def _through(node: ast.For) -> tuple[ast.Name, str] | None:
    """(list, text of its element in a round) of a loop over a list or over all its places."""
    if not isinstance(node.target, ast.Name):
        return None
    if isinstance(node.iter, ast.Name):
        return node.iter, node.target.id
    call = node.iter
    if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "range"):
        return None
    length = call.args[0] if len(call.args) == 1 else None
    if not (isinstance(length, ast.Call) and ast.unparse(length.func) == "len"):
        return None
    items = length.args[0] if len(length.args) == 1 else None
    return (items, f"{items.id}[{node.target.id}]") if isinstance(items, ast.Name) else None


def _branches(stmt: ast.stmt, element: str) -> list[tuple[ast.expr | None, str, str | None]]:
    """(limit, which elements come there, what counts them) of an `if` with all its branches."""
    found: list[tuple[ast.expr | None, str, str | None]] = []
    rest, body = frozenset("<=>"), [stmt]
    while len(body) == 1 and isinstance(body[0], ast.If):
        chain = body[0]
        asked = _compared(chain.test, element)
        if asked is None:
            return [(None, "", None)]
        limit, parts = asked
        found.append((limit, _text(rest & parts), one_added(chain.body)))
        rest, body = rest - parts, chain.orelse
    if not found or not body:
        return found or [(None, "", None)]
    return [*found, (None, _text(rest), one_added(body))]


def _text(parts: frozenset[str]) -> str:
    return "".join(sorted(parts, key="<=>".index))


def _compared(test: ast.expr, element: str) -> tuple[ast.expr, frozenset[str]] | None:
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    left, right, sign = test.left, test.comparators[0], type(test.ops[0])
    if ast.unparse(right) == element:
        left, right, sign = right, left, _TURNED.get(sign, ast.In)
    if ast.unparse(left) != element or sign not in _PARTS:
        return None
    return right, _PARTS[sign]


def _fits(items: ast.Name, limit: ast.expr, facts: Facts) -> bool:
    both = shapes.union(elements_of(items, facts), shapes_of(limit, facts))
    alike = any(shapes.within(both, kind) for kind in ("int", "str"))
    return alike and shapes.within(shapes_of(items, facts), "list", "tuple")


def _is_number(name: str, at: ast.stmt, facts: Facts) -> bool:
    binders = facts.binders(name, facts.scope(name, at))
    names = [b for b in binders if isinstance(b, ast.Name)]
    return bool(names) and all(shapes.within(shapes_of(b, facts), "int") for b in names)
