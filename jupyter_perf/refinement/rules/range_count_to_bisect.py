from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..writing import indented
from ._counts import Count, counted
from ._hot import is_compiled
from ._inner_loops import Inner
from ._key_work import is_known
from ._leftovers import only_there, read_elsewhere
from ._place import library, place
from ._ranges import Range, range_of
from ._rule import Rewrite, rule
from ._steady_keys import keys_change

_KINDS = (("int", "float", "bool"), ("str",), ("date",))


@rule(ast.Call, ast.For, safety=Safety.CHECK, gain=77.0, hints=("sum(", "len(", "+"))
def range_count_to_bisect(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Count what lies in a range by bisection of the values, sorted once.

    What it does:
        A count of the elements that lie between two limits, or of the records whose field lies
        above or below something, repeated for many limits, bisects a sorted list of the values
        that is made once. `sum(1 for …)`, `sum(test for …)`, `len([…])` and loops with `n += 1`
        count alike.

    Why it is slow:
        Each count goes through all elements; bisection looks at a few.

    Before:
        for start, end in visits:
            counts.append(sum(1 for e in events if start <= e["at"] < end))

    After:
        from bisect import bisect_left
        events_at_sorted = sorted(e["at"] for e in events)
        for start, end in visits:
            counts.append(
                bisect_left(events_at_sorted, end) - bisect_left(events_at_sorted, start)
                if start <= end else 0
            )

    When not:
        Values that can't be compared with each other, a field that some records lack, further
        tests, a list that changes in the loop, a count that isn't repeated.

    Source:
        The Python documentation of `bisect`.
    """
    count = counted(node, facts)
    if count is None or is_compiled(node, facts) or not isinstance(count.items, ast.Name):
        return None
    asked = range_of(count.tests, flow.stores([count.target]))
    if asked is None or _is_simple(asked, count, facts) or not _is_sure(asked, count, facts):
        return None
    if not facts.is_builtin("sorted", "len", at=node):
        return None
    before = _before(asked, count, facts)
    if before is None or not _leaves_names(count, facts):
        return None
    name, made = _sorted(asked, count, facts)
    return _written(asked, count, name, Around(before, f"{name} = {made}"), facts)


def _is_simple(asked: Range, count: Count, facts: Facts) -> bool:
    """True for one limit of the elements themselves, which `count-to-bisect` is for."""
    one = (asked.lower is None) != (asked.upper is None)
    itself = isinstance(asked.key, ast.Name) and isinstance(count.target, ast.Name)
    return one and itself and not (count.loop is not None and facts.kind == "cell")


def _is_sure(asked: Range, count: Count, facts: Facts) -> bool:
    """True where field and limits are there and can be compared, each with each."""
    if not is_known(asked.key, facts) or not shapes.within(
        shapes_of(count.items, facts), "list", "tuple"
    ):
        return False
    both = shapes.union(*(shapes_of(one, facts) for one in (asked.key, *asked.limits)))
    if not any(shapes.within(both, *kinds) for kinds in _KINDS):
        return False
    return all(_is_there(limit, facts) for limit in asked.limits)


def _is_there(limit: ast.expr, facts: Facts) -> bool:
    """True for names, constants and known fields, and for sums and differences of them."""
    if isinstance(limit, ast.BinOp) and isinstance(limit.op, ast.Add | ast.Sub):
        return _is_there(limit.left, facts) and _is_there(limit.right, facts)
    return is_known(limit, facts)


def _before(asked: Range, count: Count, facts: Facts) -> ast.stmt | None:
    """The statement before which the values can be sorted."""
    outside = count.node if isinstance(count.node, ast.Call) else count.node.iter
    before = place(outside, {count.items.id}, facts)  # type: ignore[attr-defined]
    inner = Inner(count.target, count.items, count.tests, count.loop)
    if before is None or before is count.node or keys_change(inner, asked.key, before, facts):
        return None
    return before


def _leaves_names(count: Count, facts: Facts) -> bool:
    """True where nobody misses what the loop's variables hold at its end, and it counts whole."""
    if count.loop is None:
        return True
    own = flow.stores([count.target])
    if facts.source.function(count.loop) is None and facts.kind == "cell":
        unread = only_there(own, count.loop, facts)
    else:
        unread = not any(read_elsewhere(name, [count.loop], facts) for name in own)
    binders = facts.binders(count.counter, facts.scope(count.counter, count.loop))
    names = [one for one in binders if isinstance(one, ast.Name)]
    whole = bool(names) and all(shapes.within(shapes_of(one, facts), "int") for one in names)
    return unread and whole


def _sorted(asked: Range, count: Count, facts: Facts) -> tuple[str, str]:
    """(name, text) of the sorted values; a NaN among them, which lies in no range, is left out."""
    assert isinstance(count.items, ast.Name)
    key, target = facts.source.segment(asked.key), facts.source.segment(count.target)
    items = count.items.id
    name = facts.fresh(f"{items}_{_word(asked.key, count)}sorted")
    if _may_be_nan(asked.key, facts):
        return name, f"sorted({key} for {target} in {items} if {key} == {key})"
    if isinstance(count.target, ast.Name) and isinstance(asked.key, ast.Name):
        return name, f"sorted({items})"
    return name, f"sorted({key} for {target} in {items})"


def _word(key: ast.expr, count: Count) -> str:
    """What the field is called, in the name of a list."""
    if isinstance(key, ast.Name):
        return "" if isinstance(count.target, ast.Name) else f"{key.id}_"
    label = key.slice.value if isinstance(key, ast.Subscript) else None  # type: ignore[attr-defined]
    return f"{label}_" if isinstance(label, str) and label.isidentifier() else ""


def _may_be_nan(node: ast.expr, facts: Facts) -> bool:
    return not any(
        shapes.within(shapes_of(node, facts), *k) for k in (("int", "bool"), *_KINDS[1:])
    )


def _written(asked: Range, count: Count, name: str, above: Around, facts: Facts) -> Rewrite:
    found, test, imports = _difference(asked, name, facts)
    if count.loop is not None:
        text = f"{count.counter} += {found}"
        text = f"if {test}:\n{indented(text)}" if test else text
        return Rewrite((above, Instead(count.loop, text)), imports)
    text = f"{found} if {test} else 0" if test else found
    assert isinstance(count.node, ast.expr)
    parent = facts.source.parents[count.node]
    alone = isinstance(parent, ast.Assign | ast.Return | ast.AugAssign | ast.keyword) or (
        isinstance(parent, ast.Call) and count.node in parent.args
    )
    changes: tuple[Change, ...] = (above, Swap(count.node, text if alone else f"({text})"))
    return Rewrite(changes, imports)


def _difference(asked: Range, name: str, facts: Facts) -> tuple[str, str, tuple[str, ...]]:
    """(text of the count, a test without which it is 0 or "", import lines)."""
    imports: list[str] = []

    def bisected(limit: ast.expr, after: bool) -> str:
        function, lines = library(f"bisect.bisect_{'right' if after else 'left'}", facts)
        imports.extend(line for line in lines if line not in imports)
        return f"{function}({name}, {facts.source.segment(limit)})"

    test = ""
    texts = []
    for end in (asked.upper, asked.lower):
        if end is not None:
            texts.append(bisected(end.limit, end.after))
    if asked.lower is not None and asked.upper is not None:
        # Also false where one of them is NaN.
        sign = "<" if asked.lower.strict and asked.upper.strict else "<="
        low, high = (facts.source.segment(end.limit) for end in (asked.lower, asked.upper))
        return " - ".join(texts), f"{low} {sign} {high}", tuple(imports)
    (end,) = (one for one in (asked.upper, asked.lower) if one is not None)
    if not end.strict and _may_be_nan(end.limit, facts):
        limit = facts.source.segment(end.limit)
        test = f"{limit} == {limit}"
    text = texts[0] if asked.lower is None else f"len({name}) - {texts[0]}"
    return text, test, tuple(imports)
