"""The first few elements of a list, as a deque gives them."""

from __future__ import annotations

import ast

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_quiet
from ._place import library


def first_part(node: ast.Name, part: ast.Subscript, facts: Facts) -> dict[ast.expr, str] | None:
    """`queue[:k]` → its text for a deque (NUL: the name); None for other slices."""
    cut = part.slice
    if not isinstance(cut, ast.Slice) or cut.lower or cut.step or cut.upper is None:
        return None
    if not isinstance(part.ctx, ast.Load) or not facts.is_builtin("list", "len", at=node):
        return None
    end = facts.source.segment(cut.upper)
    if not is_quiet(cut.upper) or not shapes.within(shapes_of(cut.upper, facts), "int"):
        return None
    if any(isinstance(n, ast.Name) and n.id == node.id for n in ast.walk(cut.upper)):
        return None
    islice, _ = library("itertools.islice", facts)
    first = f"list({islice}(\0, {end}))"
    if isinstance(cut.upper, ast.Constant) and cut.upper.value >= 0:  # type: ignore[operator]
        return {part: first}
    return {part: f"({first} if 0 <= {end} < len(\0) else list(\0)[:{end}])"}
