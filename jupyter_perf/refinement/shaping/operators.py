"""What arithmetic makes of shapes."""

from __future__ import annotations

import ast

from .. import shapes
from ..shapes import Shape, Shapes, holding, only, union


def operated(op: ast.operator, left: Shapes | None, right: Shapes | None) -> Shapes | None:
    """Shapes of what an operator gives; for powers see `raised`."""
    if left is None or right is None:
        return None
    if not left or not right:
        return shapes.NONE
    if isinstance(op, ast.Mod) and shapes.within(left, "str"):
        return only("str")
    # Arithmetic with None raises, so that what comes of it is made of the others.
    some = [frozenset(s for s in side if s.kind != "NoneType") for side in (left, right)]
    if all(shapes.numeric(side) for side in some):
        return _number(op, *some)
    kinds = {shape.kind for shape in left | right}
    if isinstance(op, ast.Add) and kinds in ({"str"}, {"bytes"}):
        return left
    if isinstance(op, ast.Add) and len(kinds) == 1 and kinds <= {"list", "tuple"}:
        return holding(kinds.pop(), union(shapes.elements(left), shapes.elements(right)))
    if isinstance(op, ast.Add | ast.Sub) and kinds == {"date"}:
        return left
    if isinstance(op, ast.Mult) and kinds in ({"str", "int"}, {"list", "int"}):
        held = left if shapes.whole(right) else right
        return frozenset(Shape(shape.kind, shape.of) for shape in held)
    return None


def _number(op: ast.operator, left: Shapes, right: Shapes) -> Shapes | None:
    if isinstance(op, ast.Div):
        return only("float")
    if isinstance(op, ast.Pow):
        return _power(left, right)
    if any(shape.kind == "float" for shape in left | right):
        # Either operand may be whole now and then, and so may the result.
        sure = shapes.within(left, "float") or shapes.within(right, "float")
        return only("float") if sure else only("float", "int")
    return only("int")


def _power(left: Shapes, right: Shapes) -> Shapes | None:
    """A negative exponent gives a float, a negative base with a fraction a complex number."""
    if not shapes.whole(right):
        return None
    if shapes.whole(left):
        return only("int", "float")
    return only("float") if shapes.within(left, "float") else None


def is_count(node: ast.expr) -> bool:
    """True for `2` and the like, to whose power whole numbers stay whole."""
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 0


def raised(base: Shapes | None) -> Shapes | None:
    """What a power is whose exponent `is_count`; nothing yet where nothing is known yet."""
    if shapes.whole(base):
        return only("int")
    return base if base == shapes.NONE or shapes.within(base, "float") else None


def signed(operand: Shapes | None) -> Shapes | None:
    """What `-`, `+` and `~` give."""
    if shapes.whole(operand):
        return only("int")
    return operand if shapes.numeric(operand) or operand == shapes.NONE else None
