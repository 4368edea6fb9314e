"""The elements of a list that are looked at, told by numbers over columns of them all."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..facts import Facts
from ..source import Decline
from ._column_numbers import Number
from ._record_columns import Columns

SLACK = "1e-6"
"""So much may numbers differ between numpy and Python at most, as a part of them; mostly it is
the last digit, but near the ends of their ranges `asin` and `atan2` make half of them differ."""

_SMALL_SLACK = "1e-12"
"""Of what is made by arithmetic and roots alone."""


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
    ordered: str = ""
    """A test of `{values}` and `{passes}`, which then are the places of all elements in order."""


def numpy_name(facts: Facts) -> str:
    return facts.module("numpy", "np")[0]


def extreme_steps(number: Number, text: str, extreme: str, smallest: bool) -> tuple[str, ...]:
    """Lines that choose what may be as small (or large) as `values.extreme`."""
    limit, sign = f"{{values}}.{extreme}", "+" if smallest else "-"
    if not number.exact:
        limit += f" * (1 {sign} {SLACK})"
    if number.slack is not None:
        limit += f" {sign} {Number(number.slack)}"
    if number.open:
        passes = f"~({{values}} {'>' if smallest else '<'} {limit})"
    else:
        passes = f"{{values}} {'<=' if smallest else '>='} {limit}"
    return f"{{values}} = {text}", f"{{passes}} = {passes}"


def order_of(number: Number, np: str, backwards: bool) -> tuple[tuple[str, ...], str]:
    """(lines that put the places of all elements in order, a test that no last digit counts)."""
    steps: tuple[str, ...] = (f"{{values}} = {number}", f"{{passes}} = {np}.argsort({{values}})",
             "{ranked} = {values}[{passes}]")  # fmt: skip
    if backwards:
        steps = (*steps, "{passes} = {passes}[::-1]")
    if number.slack is not None:
        raise Decline("an order of numbers that are too unsure")
    slack = SLACK if number.curved else _SMALL_SLACK
    wider = "{ranked}[:-1]" if number.exact else f"{{ranked}}[:-1] * (1 + {slack})"
    return steps, f"({{ranked}}[1:] > {wider}).all()"


def smallest_steps(number: Number, np: str, first: str) -> tuple[tuple[str, ...], bool, str]:
    """(lines that choose what may be among the first so many, whether there may be NaN, a test
    that there are as many)."""
    if number.slack is not None:
        raise Decline("numbers that are too unsure")
    values, passes = extreme_steps(number, str(number), "min()", True)
    before = str(int(first) - 1) if first.isdigit() else f"{first} - 1"
    last = f"{np}.partition({{values}}, {before})[{before}]"
    enough = f"len({{near}}) >= {first}"
    if not first.isdigit():
        enough = f"0 < {first} <= len({{near}})"
    return (values, passes.replace("{values}.min()", last)), number.open, enough
