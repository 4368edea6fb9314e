"""A recipe over its seeds: means, spread, and paired differences to the dense runs."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence

from ...core.ranges import Range
from ..result import DENSE, Direction, Run, Summary

LEVEL = 0.8
Key = tuple[str, str, str]
"""Recipe, pattern, number format."""

_ROUNDING = 2.0**-21
"""Of a metric, where it is but rounding: metrics are often means in float32, of 24 bits."""


def summaries(
    runs: Iterable[Run], direction: Direction, sizes: Mapping[Key, tuple[int, int]]
) -> tuple[Summary, ...]:
    """One for each recipe, pattern and format, in the order of the runs. `sizes` are bytes packed
    and dense."""
    groups: dict[Key, list[Run]] = {}
    for run in runs:
        groups.setdefault((run.recipe, run.pattern, run.quantize), []).append(run)
    dense = _metrics(groups.get((DENSE, DENSE, "none"), []))
    return tuple(
        _summary(key, _metrics(group), dense, direction, sizes.get(key))
        for key, group in groups.items()
    )


def _metrics(runs: Iterable[Run]) -> dict[int, float]:
    return {run.seed: run.metric for run in runs if run.metric is not None and not run.failed}


def _summary(
    key: Key,
    own: Mapping[int, float],
    dense: Mapping[int, float],
    direction: Direction,
    sizes: tuple[int, int] | None,
) -> Summary:
    values = list(own.values())
    pairs = [] if key == (DENSE, DENSE, "none") else sorted(set(own) & set(dense))
    differences = [own[seed] - dense[seed] for seed in pairs]
    sign = 1 if direction == "max" else -1
    packed, whole = sizes or (None, None)
    return Summary(
        *key,
        seeds=len(values),
        mean=statistics.fmean(values) if values else None,
        standard_error=_standard_error(values),
        difference=_interval([own[s] for s in pairs], [dense[s] for s in pairs]),
        p_value=_p_value([own[s] for s in pairs], [dense[s] for s in pairs]),
        wins=sum(sign * each > 0 for each in differences),
        bytes_packed=packed,
        bytes_dense=whole,
    )


def _standard_error(values: Sequence[float]) -> float | None:
    return statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None


def _interval(own: Sequence[float], dense: Sequence[float]) -> Range | None:
    """Of the mean difference, by Student's t.

    Where all differences are the same and not zero (so many of so few test examples), that is
    chance and no spread of zero: as if runs weren't paired, then.
    """
    differences = [a - b for a, b in zip(own, dense, strict=True)]
    error = _standard_error(differences)
    if error is None:
        return None
    mean = statistics.fmean(differences)
    if _are_alike(own, dense) and abs(mean) > _rounding(own, dense):
        error = math.hypot(_standard_error(own) or 0.0, _standard_error(dense) or 0.0)
    from scipy import stats

    reach = float(stats.t.ppf((1 + LEVEL) / 2, len(differences) - 1)) * error
    return Range(mean, mean - reach, mean + reach)


def _p_value(own: Sequence[float], dense: Sequence[float]) -> float | None:
    """None too where all differences are the same: there is nothing to test them against."""
    if len(own) < 2 or _are_alike(own, dense):
        return None
    from scipy import stats

    return float(stats.ttest_rel(own, dense).pvalue)


def _are_alike(own: Sequence[float], dense: Sequence[float]) -> bool:
    """Whether all differences are the same, but for rounding."""
    differences = [a - b for a, b in zip(own, dense, strict=True)]
    return max(differences) - min(differences) <= _rounding(own, dense)


def _rounding(own: Sequence[float], dense: Sequence[float]) -> float:
    return _ROUNDING * max(map(abs, (*own, *dense)))
