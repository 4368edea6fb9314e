from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._place import library
from ._rule import Rewrite, rule

MOST = 20
"""For more than so many elements, sorting everything is as fast as keeping the least."""


@rule(ast.Subscript, safety=Safety.CHECK, gain=5.0, hints=("sorted(",))
def sorted_to_least(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Find the least or greatest elements without sorting all.

    What it does:
        `sorted(items)[0]` becomes `min(items)`, `sorted(items)[-1]` becomes `max(items)`, and
        `sorted(items)[:k]` for a small constant `k` becomes `heapq.nsmallest(k, items)`, with
        `key` and `reverse` if there are any.

    Why it is slow:
        Sorting puts all elements in order, most of which nobody looks at.

    Before:
        lowest = sorted(prices)[0]
        best = sorted(scores, key=points, reverse=True)[:3]

    After:
        from heapq import nlargest
        lowest = min(prices)
        best = nlargest(3, scores, key=points)

    When not:
        Elements that may be NaN or equal without being alike, where one of them is taken; an empty
        list fails with another message.

    Source:
        The Python documentation of `heapq.nsmallest`; seen gain 21 times.
    """
    made = node.value
    if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Name)):
        return None
    if made.func.id != "sorted" or len(made.args) != 1 or not isinstance(node.ctx, ast.Load):
        return None
    if not facts.is_builtin("sorted", "min", "max", at=node):
        return None
    options = {word.arg: word.value for word in made.keywords}
    if not options.keys() <= {"key", "reverse"} or not _is_flag(options.get("reverse")):
        return None
    down = "reverse" in options and bool(getattr(options["reverse"], "value", False))
    rest = [facts.source.segment(made.args[0])]
    rest += [f"key={facts.source.segment(options['key'])}"] if "key" in options else []
    if isinstance(node.slice, ast.Slice):
        count = _first(node.slice)
        if count is None or not _ordered(made.args[0], options.get("key"), facts):
            return None
        function, imports = library(f"heapq.{'nlargest' if down else 'nsmallest'}", facts)
        return Rewrite((Swap(node, f"{function}({', '.join([str(count), *rest])})"),), imports)
    last = ast.unparse(node.slice)
    if last not in ("0", "-1") or "key" in options or not _fits(made.args[0], facts):
        return None
    if not facts.every(made.args[0], bool):
        return None
    function = "min" if (last == "0") is not down else "max"
    return Rewrite((Swap(node, f"{function}({rest[0]})"),))


def _is_flag(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and isinstance(node.value, bool))


def _fits(items: ast.expr, facts: Facts) -> bool:
    return shapes.exact(elements_of(items, facts))


def _ordered(items: ast.expr, key: ast.expr | None, facts: Facts) -> bool:
    """True where what is compared is known to be in one order (no NaN)."""
    if key is None:
        return _fits(items, facts)
    if isinstance(key, ast.Lambda):
        return shapes.comparable(shapes_of(key.body, facts))
    return isinstance(key, ast.Name) and key.id == "len" and facts.is_builtin("len", at=key)


def _first(part: ast.Slice) -> int | None:
    """`k` of `[:k]`, where it is small."""
    end = part.upper
    if part.lower is not None or part.step is not None or not isinstance(end, ast.Constant):
        return None
    return end.value if type(end.value) is int and 0 < end.value <= MOST else None
