"""What built-in functions and operators give for known values."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Sequence

from .lookups import MOST, Taken, elements_of

_WHOLE: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
}
_LISTS = frozenset({"list", "tuple", "sorted", "reversed", "set"})


def of_builtin(name: str, given: Sequence[Taken]) -> Taken | None:
    """What a function of Python's own gives for its arguments; None where that isn't told."""
    if not given:
        return None
    every = all(one.every for one in given)
    if name == "len" and len(given) == 1:
        return Taken([len(value) for value in given[0].values], every)
    if name == "range" and all(type(v) is int for one in given for v in one.values):
        made = [range(*ends) for ends in itertools.product(*(one.values for one in given))]
        return Taken(made, every)
    if name not in _LISTS or len(given) != 1:
        return None
    many = [elements_of(value) for value in given[0].values]
    whole = [list(one.values) for one in many if one is not None and one.every]
    return Taken(whole, every) if len(whole) == len(many) else None


def combined(op: ast.operator, left: Taken, right: Taken) -> Taken | None:
    """Sums, differences and products of whole numbers; None for anything else."""
    operation = _WHOLE.get(type(op))
    if operation is None:
        return None
    pairs = list(itertools.product(left.values, right.values))
    if len(pairs) > MOST or any(type(v) is not int for pair in pairs for v in pair):
        return None
    return Taken([operation(*pair) for pair in pairs], left.every and right.every)


def negated(inner: Taken) -> Taken | None:
    """Whole numbers with the other sign; None for anything else."""
    whole = all(type(value) is int for value in inner.values)
    return Taken([-value for value in inner.values], inner.every) if whole else None
