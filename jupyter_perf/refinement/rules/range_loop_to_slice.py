from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule
from ._slice_work import ENDS_TEXT, PART, At, works_of
from ._strides import by_range
from .function_to_numba import is_compiled_around


@rule(ast.For, safety=Safety.CHECK, gain=72.0, hints=("range(",), kinds=("function", "program"))
def range_loop_to_slice(node: ast.For, facts: Facts) -> Rewrite | None:
    """Add up, count or compare a part of a list by a slice of it.

    What it does:
        An inner loop over places of a list that adds the elements there to a number, keeps the
        greatest or least of them (or its place), or counts those equal to something, asks
        `sum`, `max`, `min` or `count` of the slice. Places outside of the list go the old way.

    Why it is slow:
        The interpreter runs five to ten instructions for each element; the functions go through
        a slice in C.

    Before:
        for i in range(first, last):
            if heights[i] > best:
                best = heights[i]

    After:
        if 0 <= first < last <= len(heights):
            heights_max = max(heights[first:last])
            if heights_max > best:
                best = heights_max
        else:
            for i in range(first, last):
                if heights[i] > best:
                    best = heights[i]

    When not:
        Elements that aren't known to be whole numbers (or texts, where they are compared), a
        loop's variable that is read afterwards, a loop that isn't in another; a loop in another
        one where the function can be compiled as a whole.

    Source:
        The Python documentation, "Common Sequence Operations"; measured: 5 to 15 times.
    """
    lone = facts.kind == "function" or facts.source.function(node) is None
    if lone and not facts.source.loops(node):
        return None
    if is_compiled(node, facts) or is_compiled_around(node, facts) or _is_kept(node, facts):
        return None
    if not facts.is_builtin("range", "len", at=node) or node.orelse:
        return None
    if not isinstance(node.iter, ast.Call):
        return _of_elements(node, facts)
    stride = by_range(node, facts)
    if stride.step is not None or read_elsewhere(stride.variable, [node], facts):
        return None
    ends = [end for end in (stride.start, stride.stop) if end is not None]
    if not all(_is_whole(end, facts) for end in ends):
        return None
    works = works_of(node, At(stride.variable, None), facts)
    if works is None:
        return None
    first, last, _ = stride.texts(facts)
    texts: list[str] = []
    guards: list[str] = []
    for work in works:
        items = facts.source.segment(work.items)
        part = f"{items}[{first}:{last}]" if stride.start is not None else f"{items}[:{last}]"
        texts.append(work.text.replace(PART, part).replace(ENDS_TEXT, f"{first}, {last}"))
        begins = f"0 <= {first} < {last}" if first != "0" else f"0 < {last}"
        guards.append(f"{begins} <= len({items})" if not guards else f"{last} <= len({items})")
    guard, fast = " and ".join(dict.fromkeys(guards)), "\n".join(texts)
    if len(works) > 1 and guards[0].endswith(guards[1]):
        guard = " and ".join(dict.fromkeys([guards[0], *guards[2:]]))
    kept = body_text([node], facts.source)
    return Rewrite((Instead(node, f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"),))


def _of_elements(node: ast.For, facts: Facts) -> Rewrite | None:
    """The greatest or least of what a loop goes through, or how many are equal to something."""
    items = node.iter
    sliced = isinstance(items, ast.Subscript) and isinstance(items.slice, ast.Slice)
    if not isinstance(node.target, ast.Name) or read_elsewhere(node.target.id, [node], facts):
        return None
    ends = [items.slice.lower, items.slice.upper] if sliced else []  # type: ignore[attr-defined]
    if not all(is_quiet(e) for e in ends if e) or (sliced and items.slice.step):  # type: ignore[attr-defined]
        return None
    if not is_quiet(items.value if sliced else items):  # type: ignore[attr-defined]
        return None
    works = works_of(node, At(node.target.id, items), facts)
    if works is None or [work.called for work in works] == ["sum"]:
        # A sum alone needs no test, and may become a difference of totals.
        return None
    part = facts.source.segment(items)
    name = facts.fresh("part") if sliced else part
    fast = "\n".join(work.text.replace(PART, name) for work in works)
    made = f"{name} = {part}\n" if sliced else ""
    return Rewrite((Instead(node, f"{made}if {name}:\n{indented(fast)}"),))


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that was left for places outside of the list."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If) and parent.orelse == [node]):
        return False
    test = parent.test
    chained = isinstance(test, ast.Compare) and len(test.ops) > 1
    return chained and ast.unparse(test.left) == "0"  # type: ignore[attr-defined]


def _is_whole(end: ast.expr, facts: Facts) -> bool:
    """True for a quiet whole number: what `range` takes, and may be worked out again."""
    length = isinstance(end, ast.Call) and ast.unparse(end.func) == "len" and len(end.args) == 1
    quiet = is_quiet(end.args[0] if length else end)  # type: ignore[attr-defined]
    return quiet and shapes.within(shapes_of(end, facts), "int")
