"""Numbers over all elements of a list at once, and what arithmetic makes of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from math import inf

from ..source import Decline


@dataclass(frozen=True)
class Number:
    """A number over all elements, or (not `own`) the same for all.

    `exact` is false where numpy may give another last digit than Python does, `rough` is true where
    more digits may differ; `positive` is true for what can't be less than 0; `open` where there may
    be NaN instead of an error; `curved` for what sines, angles and the like go into.
    """

    node: ast.expr
    own: bool = False
    exact: bool = True
    positive: bool = False
    open: bool = False
    rough: bool = False
    curved: bool = False
    size: float = inf
    """What it can't exceed either way, where its digits are sure down to so much of that."""
    slack: ast.expr | None = None
    """By how much it may differ, beside its last digits."""

    @property
    def telling(self) -> bool:
        """True where it tells as much as Python's own number does, but for its last digits."""
        return self.exact or (self.positive and not self.rough)

    def __str__(self) -> str:
        return ast.unparse(ast.fix_missing_locations(self.node))


def operated(node: ast.BinOp, left: Number, right: Number) -> Number:
    """`left + right` and the like; declines where it may fail."""
    made = Number(
        ast.BinOp(left.node, node.op, right.node),
        left.own or right.own,
        left.exact and right.exact,
        left.positive and right.positive,
        left.open or right.open,
        left.rough or right.rough,
        left.curved or right.curved,
        _size(node.op, left.size, right.size),
    )
    if left.slack is not None or right.slack is not None:
        return _slackened(made, left, right)
    if isinstance(node.op, ast.Sub):
        return replace(made, positive=False, rough=made.rough or not made.exact)
    if isinstance(node.op, ast.Add):
        cancels = not made.exact and not made.positive
        return replace(made, rough=made.rough or cancels)
    if isinstance(node.op, ast.Mult):
        # Of whole numbers it may be larger than floats tell apart.
        square = str(left) == str(right)
        return replace(made, exact=False, positive=made.positive or square)
    exponent = node.right.value if isinstance(node.right, ast.Constant) else None
    if isinstance(node.op, ast.Div) and isinstance(exponent, int | float) and exponent:
        return made
    if isinstance(node.op, ast.Pow) and exponent in (2, 3):
        return replace(made, exact=False, positive=exponent == 2 or left.positive)
    if isinstance(node.op, ast.Pow) and exponent == 0.5 and left.positive:
        return replace(made, exact=False)
    raise Decline("an operation that may fail")


def _size(op: ast.operator, left: float, right: float) -> float:
    if isinstance(op, ast.Mult):
        return left * right
    return left + right if isinstance(op, ast.Add | ast.Sub) else inf


def _slackened(made: Number, left: Number, right: Number) -> Number:
    """What is as unsure as a part of it, times a number that is the same for all."""
    one, factor = (left, right) if left.slack is not None else (right, left)
    op = made.node.op  # type: ignore[attr-defined]
    if one.slack is None or factor.slack is not None or factor.own or not factor.exact:
        raise Decline("numbers that are too unsure")
    if not isinstance(op, ast.Mult) or not factor.positive:
        raise Decline("numbers that are too unsure")
    slack = ast.BinOp(one.slack, ast.Mult(), factor.node)
    return replace(made, exact=False, slack=slack)
