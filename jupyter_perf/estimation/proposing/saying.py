"""Why a design is proposed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...core import units
from .column import Array
from .space import Space

_MOST_NAMED = 4
_AT_ONCE = 20_000
"""Logged rows that are looked at together, so that memory doesn't grow with the log."""


@dataclass(frozen=True)
class Known:
    """What proposals are compared with."""

    space: Space
    genes: Array
    labels: tuple[Any, ...]
    best: int | None
    """The place of the best logged row that keeps everything; None where there is none."""
    best_value: float
    maximize: bool


def why(
    designs: Array, predicted: Sequence[float], caution: Sequence[float], known: Known
) -> list[str]:
    """Of designs (rows, columns), each with its predicted objective."""
    rows = zip(designs, predicted, caution, _nearest_rows(designs, known), strict=True)
    return [
        "; ".join((_against_best(value, known), _caution(times), _nearest(design, row, known)))
        for design, value, times, row in rows
    ]


def _against_best(predicted: float, known: Known) -> str:
    if known.best is None:
        return "no logged row keeps all constraints"
    gain = (predicted - known.best_value) * (1 if known.maximize else -1)
    best = f"the best logged (row {known.labels[known.best]})"
    if gain <= 0:
        return f"by a pessimistic estimate no better than {best}"
    size = abs(known.best_value)
    share = f"{units.percent(gain / size)} " if size > 1e-12 else ""
    return f"even by a pessimistic estimate {share}better than {best}"


def _caution(times: float) -> str:
    if times >= 1:
        return "chosen with all the caution that held-out rows ask for"
    return f"chosen with 1/{round(1 / times)} of the caution that held-out rows ask for"


def _nearest_rows(designs: Array, known: Known) -> list[int]:
    from scipy.spatial.distance import cdist

    points = known.space.features(designs)
    least, nearest = np.full(len(designs), np.inf), np.zeros(len(designs), dtype=np.intp)
    for start in range(0, len(known.genes), _AT_ONCE):
        logged = known.space.features(known.genes[start : start + _AT_ONCE])
        off = cdist(points, logged, "sqeuclidean")
        here = off.min(axis=1)
        nearest = np.where(here < least, start + off.argmin(axis=1), nearest)
        least = np.minimum(least, here)
    return [int(each) for each in nearest]


def _nearest(design: Array, nearest: int, known: Known) -> str:
    differing = [
        column.name
        for place, column in enumerate(known.space.columns)
        if known.genes[nearest, place] != design[place]
    ]
    named = ", ".join(differing[:_MOST_NAMED])
    more = f" and {len(differing) - _MOST_NAMED} more" if len(differing) > _MOST_NAMED else ""
    return f"nearest to row {known.labels[nearest]}, differs in {named}{more}"
