"""How large numbers can get that are made of arrays whose elements are held to a size."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .vector import Vector

if TYPE_CHECKING:
    from .terms import Terms

_AT_MOST = {"sin": 1.0, "cos": 1.0, "tanh": 1.0, "arctan": 1.6, "arctan2": 3.2}
_FACTORS = {"radians": 0.0175, "deg2rad": 0.0175, "abs": 1.0, "absolute": 1.0}


@dataclass
class _Bound:
    """Works out bounds; `seen` are the arrays that they rest on."""

    floats: set[str]
    small: dict[str, float]
    most: float
    seen: set[str]

    def of(self, node: ast.expr) -> float | None:
        """The greatest size of an expression's numbers; None where that isn't known."""
        if isinstance(node, ast.Constant):
            return abs(float(node.value)) if isinstance(node.value, int | float) else None
        if isinstance(node, ast.Name) and node.id in self.small:
            return self.small[node.id]
        if isinstance(node, ast.Name) and node.id in self.floats:
            self.seen.add(node.id)
            return self.most
        if isinstance(node, ast.Subscript):
            return self.of(node.value)
        if isinstance(node, ast.Attribute) and node.attr == "T":
            return self.of(node.value)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return self.of(node.operand)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._called(node, node.func.attr)
        return self._operated(node) if isinstance(node, ast.BinOp) else None

    def _called(self, node: ast.Call, name: str) -> float | None:
        if name in _AT_MOST:
            return _AT_MOST[name]
        if name in ("maximum", "minimum") and len(node.args) == 2:
            sides = [self.of(side) for side in node.args]
            return None if None in sides else max(side for side in sides if side is not None)
        inner = self.of(node.args[0]) if name in _FACTORS and len(node.args) == 1 else None
        return None if inner is None else inner * _FACTORS[name]

    def _operated(self, node: ast.BinOp) -> float | None:
        left, right = self.of(node.left), self.of(node.right)
        if left is None or right is None:
            return None
        if isinstance(node.op, ast.Add | ast.Sub):
            return left + right
        if isinstance(node.op, ast.Mult):
            return left * right
        fixed = isinstance(node.right, ast.Constant) and right >= 1
        if isinstance(node.op, ast.Div):
            return left / right if fixed else None
        power = isinstance(node.op, ast.Pow) and fixed and right <= 3
        return max(left, 1.0) ** right if power else None


def held_below(limit: float, most: float, one: Vector, terms: Terms) -> bool:
    """True where numbers stay below `limit` if the arrays that they are made of stay below `most`.

    That these do becomes a test, which is read more easily than one of each number.
    """
    if not one.axes or one.text in terms.floats:
        return False
    bound = _Bound(terms.floats, terms.small, most, set())
    found = bound.of(ast.parse(one.text, mode="eval").body)
    if found is None or found >= limit:
        return False
    size = f"{most:.0e}".replace("e+0", "e").replace("e+", "e")
    for array in sorted(bound.seen):
        terms.inputs.guard(f"not (abs({array}) > {size}).any()")
    return True


def never_nan(one: Vector, terms: Terms) -> bool:
    """True where numbers aren't NaN if those of the arrays that they are made of aren't.

    That these aren't, and aren't huge, becomes a test.
    """
    if isinstance(one.value, int | float):
        return one.value == one.value
    known = dict(getattr(terms, "prelude", ()))
    text = known.get(one.text, one.text)
    bound = _Bound(terms.floats, terms.small, 1e30, set())
    found = bound.of(ast.parse(text, mode="eval").body)
    if not one.axes or found is None or found > 1e100:
        return False
    np = terms.inputs.numpy()
    for array in sorted(bound.seen):
        terms.inputs.guard(f"not {np}.isnan({array}).any()")
        if not isinstance(ast.parse(text, mode="eval").body, ast.Subscript | ast.Name):
            terms.inputs.guard(f"not (abs({array}) > 1e30).any()")
    return True
