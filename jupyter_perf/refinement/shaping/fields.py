"""Fields of records that are set: `item["stock"] += 1`, which leaves the others as they are."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..facts import Facts
from ..shapes import Shape, Shapes, only, union

Field = tuple[str, Shapes | None]
"""(key, what is put there)."""


def field_set(use: ast.expr, facts: Facts) -> str | None:
    """`k` of `use["k"] = …` and `use["k"] += …`; None for another use."""
    part = facts.source.parents[use]
    if not (isinstance(part, ast.Subscript) and part.value is use):
        return None
    label = part.slice.value if isinstance(part.slice, ast.Constant) else None
    stmt = facts.source.parents[part]
    set_here = isinstance(part.ctx, ast.Store) and isinstance(stmt, ast.Assign | ast.AugAssign)
    return label if set_here and isinstance(label, str) else None


def with_fields(records: Shapes | None, fields: Iterable[Field]) -> Shapes | None:
    """Records with more in some of their fields; None where they are no records, or it isn't known.

    What is put in must be nothing that could be changed in place afterwards.
    """
    found: set[Shape] = set()
    for record in records or ():
        parts, keys, held = dict(record.parts), record.of, record.to
        for label, value in fields:
            if value is None or not all(shape.hashable for shape in value):
                return None
            if label in parts:
                parts[label] = union(parts[label], value)
            keys, held = union(keys, only("str")), union(held, value)
        if record.kind != "dict" or not parts:
            return None
        found.add(Shape("dict", keys, held, tuple(parts.items())))
    return frozenset(found) if records else None


def holding_with_fields(found: Shapes, fields: list[Field]) -> Shapes | None:
    """Lists of records with more in some of the records' fields; None where they aren't that."""
    made: set[Shape] = set()
    for shape in found:
        records = with_fields(shape.of, fields) if shape.kind in ("list", "deque") else None
        if records is None:
            return None
        made.add(Shape(shape.kind, records))
    return frozenset(made)
