"""`alpha` of `alpha * value + (1 - alpha) * last`, and of `last + alpha * (value - last)`."""

from __future__ import annotations

import ast
from collections.abc import Callable

IsValue = Callable[[ast.expr], bool]
"""Tells an expression of the next value."""


def weight_of(node: ast.expr, previous: list[str], is_value: IsValue) -> ast.expr | None:
    """The weight of the new value; None where an expression isn't exponential smoothing."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
        return None
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if ast.unparse(one) in previous:
            return _of_step(other, previous, is_value)
        weight, value = _weighted(one, is_value), _weighted_last(other, previous)
        if weight is not None and value is not None and _complement(weight, value):
            return weight
    return None


def _of_step(node: ast.expr, previous: list[str], is_value: IsValue) -> ast.expr | None:
    """`alpha` of `alpha * (value - last)`."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return None
    for weight, step in ((node.left, node.right), (node.right, node.left)):
        steps = isinstance(step, ast.BinOp) and isinstance(step.op, ast.Sub)
        if (
            steps
            and isinstance(step, ast.BinOp)
            and is_value(step.left)
            and ast.unparse(step.right) in previous
        ):
            return weight
    return None


def _weighted(node: ast.expr, is_value: IsValue) -> ast.expr | None:
    """`alpha` of `alpha * value`."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return None
    for weight, value in ((node.left, node.right), (node.right, node.left)):
        if is_value(value):
            return weight
    return None


def _weighted_last(node: ast.expr, previous: list[str]) -> ast.expr | None:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return None
    for weight, last in ((node.left, node.right), (node.right, node.left)):
        if ast.unparse(last) in previous:
            return weight
    return None


def _complement(one: ast.expr, other: ast.expr) -> bool:
    """True for weights that add up to 1."""
    texts = ast.unparse(one), ast.unparse(other)
    if f"1 - {texts[0]}" == texts[1] or f"1 - {texts[1]}" == texts[0]:
        return True
    if f"1.0 - {texts[0]}" == texts[1] or f"1.0 - {texts[1]}" == texts[0]:
        return True
    known = [n.value for n in (one, other) if isinstance(n, ast.Constant)]
    numbers = [value for value in known if type(value) is float]
    return len(numbers) == 2 and sum(numbers) == 1.0
