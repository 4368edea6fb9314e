"""Containers to which something is added, as shapes."""

from __future__ import annotations

from .. import shapes
from ..shapes import Shape, Shapes, union

DICTS = ("dict", "defaultdict", "Counter")
_ROWS = ("list", "set", "deque")

Added = tuple[Shapes | None, Shapes | None]
"""(elements or keys, values) that a container is given; of each, None where they aren't known."""
NOTHING: Added = (shapes.NONE, shapes.NONE)


def emptied(found: Shapes) -> Shapes:
    """The same containers, with nothing known about what they hold."""
    return frozenset(Shape(shape.kind) for shape in found)


def with_added(found: Shapes, of: Shapes | None, to: Shapes | None) -> Shapes:
    """The containers with further elements or keys, and values; without what is known by place."""
    return frozenset(
        Shape(s.kind, union(s.of, of), union(s.to, to) if s.kind in DICTS else None) for s in found
    )


def with_deep(found: Shapes, values: list[Shapes | None]) -> Shapes | None:
    """A list or dict of lists, into some of which values are put; None where unknown."""
    value = union(*values)
    if value is None or not all(s.hashable for s in value):
        return None
    made: set[Shape] = set()
    for shape in found:
        rows = shape.to if shape.kind in ("dict", "defaultdict") else shape.of
        if shape.kind not in ("list", "dict", "defaultdict") or rows is None:
            return None
        if not all(row.kind in _ROWS and row.of is not None for row in rows):
            return None
        new = frozenset(Shape(row.kind, union(row.of, value), row.to) for row in rows)
        lists = shape.kind == "list"
        made.add(Shape(shape.kind, new if lists else shape.of, shape.to if lists else new))
    return frozenset(made)


def holds_fixed(found: Shapes) -> bool:
    """True where nothing that the containers hold can be changed in place."""
    return all(
        s.hashable or (shapes.hashable(s.of) and shapes.hashable(s.to or shapes.NONE))
        for s in found
    )


def holds_flat(found: Shapes) -> bool:
    """True where the containers hold only what can't be changed, and containers of such."""
    inside = [one for s in found for part in (s.of, s.to) if part is not None for one in part]
    known = all(s.hashable or s.of is not None for s in found)
    return known and holds_fixed(frozenset(inside))
