"""What a helper is called with, by the shapes of what the source gives it."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shapes
from ..shaping import shapes_of
from .inputs import Input

_PLAIN = ({"int"}, {"float"}, {"int", "float"})


def helper_input(name: str, function: ast.FunctionDef, facts: Facts) -> Input | None:
    """A text, list or table of numbers that a helper is given; None where it isn't known as one.

    Only where the helper's loops do more than go through it once: it has to be made an array.
    """
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name]
    if not uses or name in flow.stores(function.body):
        return None
    found, depth = shapes_of(uses[0], facts), _depth(function)
    if shapes.within(found, "str"):
        return Input(name, "text", "char") if depth > 1 else None
    if not shapes.within(found, "list"):
        return None
    held = shapes.elements(found)
    if shapes.within(held, "list"):
        item = _item(shapes.elements(held))
        return Input(name, "table", item, "list", 2) if item and depth > 2 else None
    item = _item(held)
    return Input(name, "list", item) if item and depth > 1 else None


def _item(held: Shapes | None) -> str:
    """Most numbers are floats where some are; those of other types stay with the original."""
    kinds = {shape.kind for shape in held or ()}
    return ("float" if "float" in kinds else "int") if kinds in _PLAIN else ""


def _depth(node: ast.AST) -> int:
    """How many loops are in one another."""
    inner = max((_depth(child) for child in ast.iter_child_nodes(node)), default=0)
    parts = getattr(node, "generators", ())
    return inner + len(parts) + isinstance(node, ast.For | ast.While)
