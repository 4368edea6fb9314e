"""Why a design is proposed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...core import units
from .column import Array
from .space import Space

_MOST_NAMED = 4


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


def why(design: Array, predicted: float, caution: float, known: Known) -> str:
    """One design (columns,) with its predicted objective."""
    parts = [_against_best(predicted, known), _caution(caution), _nearest(design, known)]
    return "; ".join(parts)


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


def _nearest(design: Array, known: Known) -> str:
    points = known.space.features(np.concatenate([design[None], known.genes]))
    nearest = int(np.argmin(((points[1:] - points[0]) ** 2).sum(axis=1)))
    differing = [
        column.name
        for place, column in enumerate(known.space.columns)
        if known.genes[nearest, place] != design[place]
    ]
    named = ", ".join(differing[:_MOST_NAMED])
    more = f" and {len(differing) - _MOST_NAMED} more" if len(differing) > _MOST_NAMED else ""
    return f"nearest to row {known.labels[nearest]}, differs in {named}{more}"
