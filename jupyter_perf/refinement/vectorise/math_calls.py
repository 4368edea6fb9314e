"""Functions of `math`, applied to all rounds at once where numpy has them alike."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .applied import TESTS, applied, refuse_others, whole_of_float
from .bounds import held_below
from .vector import INNER, Vector

if TYPE_CHECKING:
    from .terms import Terms

_BAD = {
    "sqrt": "{0} < 0", "log": "{0} <= 0", "log2": "{0} <= 0", "log10": "{0} <= 0",
    "log1p": "{0} <= -1", "exp": "{0} > 700", "expm1": "{0} > 700", "sinh": "abs({0}) > 700",
    "cosh": "abs({0}) > 700", "sin": "abs({0}) > 1e8", "cos": "abs({0}) > 1e8",
    "tan": "abs({0}) > 1e8", "tanh": "", "atan": "", "asinh": "", "radians": "", "degrees": "",
    "fabs": "", "asin": "abs({0}) > 1", "acos": "abs({0}) > 1", "atanh": "abs({0}) >= 1",
}  # fmt: skip
"""Functions of `math` by where they raise, or aren't as exact as numpy's."""
_NAMES = {"atan": "arctan", "asinh": "arcsinh", "asin": "arcsin", "acos": "arccos",
          "atanh": "arctanh"}  # fmt: skip


def of_math(name: str, parts: list[Vector], terms: Terms, function: str) -> Vector:
    """What a function of `math` gives in all rounds; declines where it may raise or differ.

    `function` is how the source calls it, such as `math.sqrt`.
    """
    np = terms.inputs.numpy()
    refuse_others(parts)
    if name in ("pi", "e") or not parts or any(a >= INNER for p in parts for a in p.axes):
        raise Decline("a function of whole arrays")
    if not any(part.axes for part in parts) and (len(parts) > 1 or name not in _BAD):
        raise Decline("a function of what is the same in all rounds")
    if len(parts) == 1 and name in _BAD:
        never = name in ("sqrt", "log1p") and _is_never_negative(parts[0].text)
        turning = name in ("sin", "cos", "tan")
        never = never or (turning and held_below(1e8, 1e6, parts[0], terms))
        if _BAD[name] and not never:
            terms.guard(_BAD[name], parts[0])
        if not parts[0].axes:
            return Vector(f"{function}({parts[0].text})", "float")
        return applied(f"{np}.{_NAMES.get(name, name)}", parts, "float", False)
    if len(parts) == 1 and name in TESTS:
        return applied(f"{np}.{name}", parts, "bool", False)
    if len(parts) == 1 and name in ("floor", "ceil"):
        return whole_of_float(parts[0], f"{np}.{name}", terms)
    if len(parts) == 2 and name in ("hypot", "atan2"):
        if name == "hypot":
            for part in parts:
                terms.guard("abs({0}) > 1e100", part)
        return applied(f"{np}.{'arctan2' if name == 'atan2' else name}", parts, "float", False)
    if (
        len(parts) == 2
        and name == "pow"
        and isinstance(parts[1].value, int | float)
        and parts[0].kind == "float"
        and parts[1].value in (2, 3)
    ):
        terms.guard("abs({0}) > 1e100", parts[0])
        text = f"{parts[0].tight()} ** {parts[1].text}"
        return replace(parts[0], text=text, rank=7, numpy=False, place=None, factors=None)
    raise Decline("a function of `math` that arrays don't have alike")


def _is_never_negative(text: str) -> bool:
    """True for squares, absolute values, and sums of them."""
    return _positive(ast.parse(text, mode="eval").body)


def _positive(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and node.value >= 0
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Pow):
            return isinstance(node.right, ast.Constant) and node.right.value == 2
        if isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right):
            return True
        both = isinstance(node.op, ast.Add | ast.Mult | ast.Div)
        return both and _positive(node.left) and _positive(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("abs", "fabs", "sqrt", "exp"):
            return True
        return node.func.attr in ("sum", "mean", "max") and _positive(node.func.value)
    return isinstance(node, ast.Subscript) and _positive(node.value)
