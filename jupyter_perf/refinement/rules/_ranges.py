"""Ranges that tests hold a value to: `low <= key < high`, however that is written."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import flow

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


@dataclass(frozen=True)
class End:
    """One end of a range: what lies beyond `limit` is outside; so is itself where `strict`."""

    limit: ast.expr
    strict: bool
    after: bool
    """True where bisection has to come out behind elements that equal the limit."""


@dataclass(frozen=True)
class Range:
    """Where `key`, a part of an element, has to lie; one of the ends may be missing."""

    key: ast.expr
    lower: End | None
    upper: End | None

    @property
    def limits(self) -> list[ast.expr]:
        return [end.limit for end in (self.lower, self.upper) if end is not None]


def range_of(tests: Iterable[ast.expr], own: set[str]) -> Range | None:
    """The range that all tests together ask one key for; None where they ask for anything else.

    `own` are the names that hang on the element.
    """
    key, ends = None, dict[str, End]()
    for test in tests:
        if not isinstance(test, ast.Compare):
            return None
        for mine, op, limit in _sides(test, own):
            if type(op) not in _TURNED or flow.loads(limit) & own:
                return None
            if key is not None and ast.unparse(mine) != ast.unparse(key):
                return None
            key = key or mine
            side = "upper" if isinstance(op, ast.Lt | ast.LtE) else "lower"
            if side in ends:
                return None
            ends[side] = End(
                limit, isinstance(op, ast.Lt | ast.Gt), isinstance(op, ast.LtE | ast.Gt)
            )
    if key is None or not ends:
        return None
    return Range(key, ends.get("lower"), ends.get("upper"))


def _sides(test: ast.Compare, own: set[str]) -> Iterator[tuple[ast.expr, ast.cmpop, ast.expr]]:
    """(the element's side, operator, the other side) of each comparison in a chain."""
    values = [test.left, *test.comparators]
    for left, op, right in zip(values, test.ops, values[1:], strict=False):
        if flow.loads(left) & own:
            yield left, op, right
        else:
            yield right, _TURNED.get(type(op), type(op))(), left
