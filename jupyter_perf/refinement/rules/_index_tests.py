"""Tests of a loop's index against what stays the same: `i < k`, `i == 0 or …`, `i >= w and …`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..vectorise.places import tidied_sum

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
_SUMS = (ast.Name, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.Call, ast.Load, ast.Attribute,
         ast.Subscript)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """Where a test of the index turns: it holds below `text` (or from there on).

    `rest` is what else the test asks, behind `and` or, where `either`, behind `or`.
    """

    text: str
    below: bool
    names: frozenset[str]
    rest: tuple[ast.expr, ...] = ()
    either: bool = False


def index_test(test: ast.expr, index: str, start: str, facts: Facts) -> Cut | None:
    """The cut of a test; None for a test of something else.

    `start` is the text of the first index, which tells `i == 0` from a test in the middle.
    """
    if isinstance(test, ast.BoolOp):
        first = index_test(test.values[0], index, start, facts)
        if first is None or first.rest:
            return None
        either = isinstance(test.op, ast.Or)
        return Cut(first.text, first.below, first.names, tuple(test.values[1:]), either)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    left, right, turn = test.left, test.comparators[0], type(test.ops[0])
    if turn not in _TURNED:
        return None
    if index not in flow.loads(left):
        left, right, turn = right, left, _TURNED[turn]
    if index not in flow.loads(left) or index in flow.loads(right):
        return None
    if not is_whole(right, facts) or not all(isinstance(p, _SUMS) for p in ast.walk(left)):
        return None
    shift = _shift(left, index, facts)
    if shift is None:
        return None
    names = frozenset(flow.loads(left) | flow.loads(right)) - {index}
    return _cut(f"({ast.unparse(right)}) - ({shift})", turn, start, names)


def _shift(node: ast.expr, index: str, facts: Facts) -> str | None:
    """What is added to the index, once, in a sum of whole numbers."""
    if isinstance(node, ast.Name) and node.id == index:
        return "0"
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return None
    held = index in flow.loads(node.left)
    other = node.right if held else node.left
    if index in flow.loads(other) or not is_whole(other, facts):
        return None
    if not held and isinstance(node.op, ast.Sub):
        return None
    inner = _shift(node.left if held else node.right, index, facts)
    sign = "-" if isinstance(node.op, ast.Sub) else "+"
    return None if inner is None else f"{inner} {sign} ({ast.unparse(other)})"


def _cut(limit: str, turn: type[ast.cmpop], start: str, names: frozenset[str]) -> Cut | None:
    if turn in (ast.Lt, ast.GtE):
        return Cut(tidied_sum(limit), turn is ast.Lt, names)
    if turn in (ast.LtE, ast.Gt):
        return Cut(tidied_sum(f"{limit} + 1"), turn is ast.LtE, names)
    # `i == k` splits a range in two only where k is its first number.
    at_start = tidied_sum(f"({limit}) - ({start})") == "0"
    return Cut(tidied_sum(f"{limit} + 1"), turn is ast.Eq, names) if at_start else None


def is_whole(node: ast.expr, facts: Facts) -> bool:
    """True for a sum of whole numbers, names of such, and lengths."""
    if isinstance(node, ast.BinOp):
        plain = isinstance(node.op, ast.Add | ast.Sub)
        return plain and is_whole(node.left, facts) and is_whole(node.right, facts)
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    if isinstance(node, ast.Call):
        only = node.args[0] if len(node.args) == 1 and not node.keywords else None
        called = isinstance(node.func, ast.Name) and node.func.id == "len"
        return called and isinstance(only, ast.Name) and facts.is_builtin("len", at=node)
    if isinstance(node, ast.Subscript):
        shape = isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
        array = shape and facts.kind_of(node.value.value) == "ndarray"  # type: ignore[attr-defined]
        return array and isinstance(node.slice, ast.Constant)
    return isinstance(node, ast.Name) and shapes.within(shapes_of(node, facts), "int")


def ways(
    test: ast.If, cut: Cut, rest: str, later: Sequence[ast.stmt]
) -> tuple[tuple[str, list[ast.stmt], list[ast.stmt]], ...]:
    """For rounds where the index passes and for those where it doesn't: (test that is left,
    statements where it holds, statements where it doesn't), `later` ones included."""
    yes, no = _ended(test.body, later), _ended(test.orelse, later)
    if cut.either:
        return ("", yes, []), (rest, yes, no)
    return (rest, yes, no), ("", no, [])


def _ended(block: Sequence[ast.stmt], later: Sequence[ast.stmt]) -> list[ast.stmt]:
    """A block and what comes after it, unless it goes on to the next round."""
    if block and isinstance(block[-1], ast.Continue):
        return list(block[:-1])
    return [*block, *later]
