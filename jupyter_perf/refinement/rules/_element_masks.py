"""Tests of elements as tests over columns of all of them."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import parsed
from ._column_numbers import Number
from ._element_chosen import SLACK
from ._record_columns import Columns
from ._rounds import is_pure

MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE,
    ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip
SMALLER = (ast.Lt, ast.LtE)


def mask_of(test: ast.expr, columns: Columns) -> tuple[str, bool] | None:
    """(text, whether NaN passes) of a test over all elements; None where it is about none."""
    if not isinstance(test, ast.Compare):
        raise Decline("a test that isn't a comparison")
    values = [test.left, *test.comparators]
    texts, is_open, own = [], False, False
    for left, op, right in zip(values, test.ops, values[1:], strict=False):
        one, other = _sides(left, op, right, columns)
        if not (one.own or other.own):
            continue
        own = True
        made, free = _compared(one, op, other)
        texts.append(f"({made})")
        is_open = is_open or free
    if not own:
        return None
    return " & ".join(texts) if len(texts) > 1 else texts[0][1:-1], is_open


def _sides(
    left: ast.expr, op: ast.cmpop, right: ast.expr, columns: Columns
) -> tuple[Number, Number]:
    """Numbers that are compared, or texts that are asked to be the same, or not."""
    if isinstance(op, ast.Eq | ast.NotEq):
        try:
            return columns.label(left), columns.label(right)
        except Decline:
            pass
    return columns.number(left), columns.number(right)


def _compared(one: Number, op: ast.cmpop, other: Number) -> tuple[str, bool]:
    if one.exact and other.exact:
        if type(op) not in MIRRORED:
            raise Decline("another comparison")
        made = ast.Compare(one.node, [op], [other.node])
        return str(Number(made)), False
    if one.own and not other.own:
        return _near(one, op, other)
    if other.own and not one.own and type(op) in MIRRORED:
        return _near(other, MIRRORED[type(op)](), one)
    raise Decline("numbers of two kinds")


def _near(one: Number, op: ast.cmpop, limit: Number) -> tuple[str, bool]:
    """A comparison with a limit that lets a little more pass; the limit is the same for all."""
    if not one.positive or one.rough or limit.rough or type(op) not in MIRRORED:
        raise Decline("a number whose digits count")
    if isinstance(op, ast.Eq | ast.NotEq):
        raise Decline("a number whose last digits count")
    smaller = isinstance(op, SMALLER)
    more = parsed(f"1 {'+' if smaller else '-'} {SLACK}")
    wider = ast.BinOp(limit.node, ast.Mult(), more)
    if limit.slack is not None:
        raise Decline("a limit that is too unsure")
    if one.slack is not None:
        sign = ast.Add() if smaller else ast.Sub()
        wider = ast.BinOp(wider, sign, one.slack)
    if one.open:
        opposite = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}[type(op)]
        made = ast.Compare(one.node, [opposite()], [wider])
        return f"~({Number(made)})", True
    return str(Number(ast.Compare(one.node, [op], [wider]))), False


def never_fails(test: ast.expr, facts: Facts) -> bool:
    """True for `==`, `!=`, `is` of what is just there."""
    if not isinstance(test, ast.Compare):
        return False
    equal = all(isinstance(op, ast.Eq | ast.NotEq | ast.Is | ast.IsNot) for op in test.ops)
    return equal and is_pure(test, facts) and not flow.has(test, ast.Call)
