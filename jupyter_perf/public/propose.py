"""`jp.propose`: what to try next?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from ..estimation.proposing.constraints import Constraints


def propose(
    frame: pd.DataFrame,
    objective: str,
    constraints: Constraints = None,
    k: int = 8,
    **options: Any,
) -> pd.DataFrame:
    """Say which `k` configurations to try next, by those that were logged; runs nothing.

    `frame` has a row for each configuration that was tried: `objective` is what came out, to be as
    small as possible (NaN where it failed), and every other column is one of the design.
    `constraints` maps a column to (low, high) or a set of values, or is text over columns
    (`"tile * width <= 4096"`), one or a list of them. `options` are further arguments of
    `jupyter_perf.estimation.proposing.propose`: `maximize`, `seed`, `feasible` (a column of True
    and False), `limits` (of other measured columns), `columns` (of the design).

    The result has the design's columns, `predicted` (pessimistic, so that nothing unseen looks
    good), `low` and `high` (80% interval), `feasible` (its probability) and `why`. Raises
    `UsageError` where there is too little to learn from, or an argument makes no sense.
    """
    from ..estimation.proposing import propose as proposed

    return proposed(frame, objective, constraints, k, **options)
