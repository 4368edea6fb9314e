"""Samples of inputs, for work that is too long or too big to be run on all of them.

A sample keeps what code relies on: values of equal length are cut alike, tables that refer to
each other keep matching keys, groups stay whole where they are small enough, rows keep their
order and labels, integers that state a length follow it. Values are never changed, only cut
(positions of rows are renumbered).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .sampling.plan import Plan, plan

LEAST_ROWS = 200
"""Smallest sample worth timing: below it fixed costs drown what grows with the rows."""


def samplers_for(values: Mapping[str, object], keys: Iterable[str] = ()) -> Plan:
    """Return a plan whose `.sample(fraction, seed)` cuts these values; found once, used often.

    `keys` names columns that the code groups or joins by, if the caller knows them.
    """
    return plan(values, keys)


def sample(
    values: Mapping[str, object], fraction: float, seed: int, keys: Iterable[str] = ()
) -> tuple[dict[str, Any], str]:
    """Return a sample of all values and what was done, such as "5% of `orders`".

    `fraction` is of the rows of the longest values, above 0 and at most 1 (ValueError
    otherwise). The words are empty, and the values as they were, where nothing can be cut.
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"a fraction lies above 0 and at most at 1: {fraction}")
    if fraction == 1:
        return dict(values), ""
    return samplers_for(values, keys).sample(fraction, seed)


def fractions(rows: int, steps: int = 4, ratio: float = 2.0, largest: float = 0.25) -> list[float]:
    """Return fractions of `rows` in geometric steps, ascending, up to `largest`.

    Those that would leave fewer than LEAST_ROWS rows are left out; [1.0] where none is left.
    """
    found = [largest / ratio**step for step in reversed(range(steps))]
    return [fraction for fraction in found if fraction * rows >= LEAST_ROWS] or [1.0]
