from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bounds import Linear, linear
from ._named_slices import slice_of, without_name
from ._place import library, place
from ._rule import Rewrite, rule

WIDE = 16
"""Up to so many elements, looking at all of them again takes no longer."""
_TEXT = """\
{found} = []
if {width} > {wide}:
    {rising}, {falling} = [], []
    for {at} in range(0, len({items}), {width}):
        {block} = {items}[{at}:{at} + {width}]
        {rising} += {accumulate}({block}, {extreme})
        {falling} += [*{accumulate}({block}[::-1], {extreme})][::-1]
    {found} = list(map({extreme}, {falling}, {rising}[{width} - 1:]))
"""


@rule(
    ast.Call,
    safety=Safety.CHECK,
    gain=75.0,
    hints=("max(", "min("),
    kinds=("function", "program"),
)
def window_extremes(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Find the largest or smallest of all windows of a list together.

    What it does:
        `max(items[i:i + width])` that is repeated is looked up in a list made once before the loop,
        from the largest so far of blocks of that width, forwards and backwards: a window is the end
        of one block and the beginning of the next. Places outside of the list go the old way.

    Why it is slow:
        Each window is copied and gone through, though neighbouring ones share nearly all.

    Before:
        for i in range(len(heights) - width + 1):
            peaks.append(max(heights[i:i + width]))

    After:
        from itertools import accumulate
        heights_max = []
        if width > 16:
            rising, falling = [], []
            for at in range(0, len(heights), width):
                block = heights[at:at + width]
                rising += accumulate(block, max)
                falling += [*accumulate(block[::-1], max)][::-1]
            heights_max = list(map(max, falling, rising[width - 1:]))
        for i in range(len(heights) - width + 1):
            peaks.append(
                heights_max[i] if 0 <= i < len(heights_max) else max(heights[i:i + width])
            )

    When not:
        Floats, among which a NaN may be; a list or a width that changes in the loop; a step.

    Source:
        van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and
        octagonal kernels", Pattern Recognition Letters 13, 1992.
    """
    called = node.func
    if not (isinstance(called, ast.Name) and called.id in ("max", "min") and len(node.args) == 1):
        return None
    part = slice_of(node.args[0], facts)
    if node.keywords or part is None or not isinstance(part.value, ast.Name):
        return None
    cut, items = part.slice, part.value
    assert isinstance(cut, ast.Slice)
    if cut.step or not cut.lower or not cut.upper:
        return None
    width = _width(cut.lower, cut.upper, facts)
    if width is None or not facts.is_builtin(called.id, "len", "list", "map", "range", at=node):
        return None
    if not all(shapes.within(shapes_of(end, facts), "int") for end in (cut.lower, cut.upper)):
        return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    if not shapes.within(elements_of(items, facts), "int") or _is_otherwise(node, facts):
        return None
    fixed = {items.id, *(name for name in width if name)}
    before = place(node, fixed, facts)
    if before is None or fixed & flow.stores(before):
        return None
    accumulate, imports = library("itertools.accumulate", facts)
    names = ("rising", "falling", "at", "block")
    found = facts.fresh(f"{items.id}_{called.id}")
    text = _TEXT.format(
        found=found,
        width=_spelt(width),
        wide=WIDE,
        items=items.id,
        extreme=called.id,
        accumulate=accumulate,
        **{name: facts.fresh(name) for name in names},
    )
    gone = without_name(node.args[0], part, facts)
    old = f"{called.id}({facts.source.segment(part)})" if gone else facts.source.segment(node)
    low = facts.source.segment(cut.lower)
    new = f"({found}[{low}] if 0 <= {low} < len({found}) else {old})"
    return Rewrite((Around(before, text), *gone, Swap(node, new)), imports)


def _width(lower: ast.expr, upper: ast.expr, facts: Facts) -> Linear | None:
    """How many elements a slice takes, where that is one name or sum, the same in all rounds."""
    low, high = linear(lower, facts, stop=True), linear(upper, facts, stop=True)
    if low is None or high is None or not any(low):
        return None
    keys = {**high, **low}
    found = {key: high.get(key, 0) - low.get(key, 0) for key in keys}
    found = {key: times for key, times in found.items() if times}
    named = [key for key in found if key]
    plain = all(key.isidentifier() and found[key] == 1 for key in named)
    return found if plain and len(named) < 2 and (named or found.get("", 0) > WIDE) else None


def _spelt(width: Linear) -> str:
    constant = width.get("", 0)
    name = next((key for key in width if key), "")
    if not name or not constant:
        return name or str(constant)
    return f"({name} {'+' if constant > 0 else '-'} {abs(constant)})"


def _is_otherwise(node: ast.expr, facts: Facts) -> bool:
    """True for what an earlier rewrite left for places outside of the list."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and isinstance(parent.body, ast.Subscript)
    )
