"""Operators: what they give of values that are known, where that is quick to say."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any

from .values import UNKNOWN, Gapped, is_plain, is_tabular, joined, native

if TYPE_CHECKING:
    from .reading import Reader


LARGEST = 2_000_000
"""Values: operations on larger tables take too long for a glance."""
_LONGEST_TEXT = 10_000_000
_BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}
_COMPARE = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
# What an operation on values that don't go together raises.
FAILED = (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError)


def decides(test: object) -> bool:
    """Whether a condition of that value can be told."""
    if isinstance(test, Gapped):
        return bool(str(test))
    return isinstance(test, str | int | float | bool | list | tuple | dict | type(None))


def binary(op: ast.operator, left: Any, right: Any) -> Any:
    """`left op right`; a text with what is unknown of it keeps its known part."""
    if isinstance(op, ast.Add) and (isinstance(left, str) or isinstance(right, str)):
        return joined([left, right])
    if isinstance(op, ast.Mod) and isinstance(left, str):
        parts = right if isinstance(right, tuple) else (right,)
        return joined([left, *parts])
    known = is_plain(left) and is_plain(right) and small(left, right)
    if type(op) not in _BINARY or not known or _explodes(op, left, right):
        return UNKNOWN
    try:
        return _BINARY[type(op)](left, right)
    except FAILED:
        return UNKNOWN


def operation(reader: Reader, node: ast.BinOp) -> Any:
    return binary(node.op, reader.value(node.left), reader.value(node.right))


def comparison(reader: Reader, node: ast.Compare) -> Any:
    left, *others = (reader.value(each) for each in (node.left, *node.comparators))
    if len(others) != 1 or not (is_plain(left) and is_plain(others[0])):
        return UNKNOWN
    right, op = others[0], node.ops[0]
    if not small(left, right) or isinstance(left, Gapped) or isinstance(right, Gapped):
        return UNKNOWN
    try:
        if isinstance(op, ast.In | ast.NotIn):
            return (left in right) == isinstance(op, ast.In)
        if isinstance(op, ast.Is | ast.IsNot):
            return (left is right) == isinstance(op, ast.Is)
        return native(_COMPARE[type(op)](left, right))
    except FAILED:
        return UNKNOWN


def boolean(reader: Reader, node: ast.BoolOp) -> Any:
    found = [reader.value(each) for each in node.values]
    if not all(decides(each) for each in found):
        return UNKNOWN
    is_and = isinstance(node.op, ast.And)
    for each in found[:-1]:
        if bool(each) != is_and:
            return each
    return found[-1]


def unary(reader: Reader, node: ast.UnaryOp) -> Any:
    found = reader.value(node.operand)
    if isinstance(node.op, ast.Not):
        return not found if decides(found) else UNKNOWN
    if isinstance(node.op, ast.USub) and type(found) in (int, float):
        return -found
    if isinstance(node.op, ast.Invert) and is_tabular(found) and small(found):
        return ~found
    return UNKNOWN


def small(*values: Any) -> bool:
    return all(getattr(each, "size", 0) <= LARGEST for each in values if is_tabular(each))


def _explodes(op: ast.operator, left: Any, right: Any) -> bool:
    """Whether a product of a sequence or a huge number would be too large to make."""
    if not isinstance(op, ast.Mult):
        return False
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple | bytes) and isinstance(other, int):
            return len(one) * max(0, other) > _LONGEST_TEXT
    numbers = isinstance(left, int) and isinstance(right, int)
    return numbers and left.bit_length() + right.bit_length() > 10_000
