"""The elements of a list that are looked at, told by numbers over columns of them all."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..facts import Facts
from ._column_numbers import Number
from ._record_columns import Columns

SLACK = "1e-6"
"""So much may numbers differ between numpy and Python at most, as a part of them; mostly it is
the last digit, but near the ends of their ranges `asin` and `atan2` make half of them differ."""


@dataclass(frozen=True)
class Chosen:
    """What tells which elements count: `steps` are lines that make `passes`, true for each."""

    columns: Columns
    steps: tuple[str, ...]
    """With `{values}` and `{passes}` for the names they get."""
    open: bool = False
    enough: str = ""
    """A test of `{near}`, all elements, without which it doesn't make sense; "" for any."""
    given: dict[str, ast.expr] = field(default_factory=dict)
    """Names that the loop gives before it asks, as they are written."""
    tests: tuple[ast.expr, ...] = ()


def numpy_name(facts: Facts) -> str:
    return facts.module("numpy", "np")[0]


def extreme_steps(number: Number, text: str, extreme: str, smallest: bool) -> tuple[str, ...]:
    """Lines that choose what may be as small (or large) as `values.extreme`."""
    limit = f"{{values}}.{extreme}"
    if not number.exact:
        limit += f" * (1 {'+' if smallest else '-'} {SLACK})"
    if number.open:
        passes = f"~({{values}} {'>' if smallest else '<'} {limit})"
    else:
        passes = f"{{values}} {'<=' if smallest else '>='} {limit}"
    return f"{{values}} = {text}", f"{{passes}} = {passes}"


def smallest_steps(number: Number, np: str, first: str) -> tuple[tuple[str, ...], bool, str]:
    """(lines that choose what may be among the first so many, whether there may be NaN, a test
    that there are as many)."""
    values, passes = extreme_steps(number, str(number), "min()", True)
    before = str(int(first) - 1) if first.isdigit() else f"{first} - 1"
    last = f"{np}.partition({{values}}, {before})[{before}]"
    enough = f"len({{near}}) >= {first}"
    if not first.isdigit():
        enough = f"0 < {first} <= len({{near}})"
    return (values, passes.replace("{values}.min()", last)), number.open, enough
