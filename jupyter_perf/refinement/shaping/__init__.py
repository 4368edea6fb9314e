"""The shapes that an expression's values can have, by the source and the user's values."""

from __future__ import annotations

import ast

from .. import shapes
from ..facts import Facts
from ..shapes import Shapes
from .shaper import Shaper


def shapes_of(node: ast.expr, facts: Facts) -> Shapes | None:
    """Shapes that the values of an expression can have; None where that isn't known."""
    return facts.kept(Shaper).answer(node)


def elements_of(node: ast.expr, facts: Facts) -> Shapes | None:
    """Shapes of what iterating over an expression's value gives."""
    return shapes.elements(shapes_of(node, facts))
