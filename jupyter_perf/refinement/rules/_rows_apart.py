"""Containers that a loop changes beside its rows: whether they can hold any of these."""

from __future__ import annotations

import ast

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ._place import is_empty_dict, start


def is_apart(name: str, loop: Loop, facts: Facts) -> bool:
    """True for a container that holds no records, and is none: a count by key, a list of texts."""
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    found = shapes_of(uses[0], facts) if uses else None
    if shapes.within(found, "list", "set"):
        return shapes.hashable(shapes.elements(found))
    begun = start(name, loop, facts)
    own = begun is not None and is_empty_dict(begun, facts)
    counts = own and all(shapes.hashable(shape.to) for shape in found or ())
    return counts and shapes.within(found, "dict")
