"""The scores that papers give, computed as they are published, from CPU seconds.

Where several samples were taken, each score is what the best of k of them is expected to reach.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_GAIN = 1.1
"""PIE: "at least 10% faster"."""
TIMEOUT_FACTOR = 2.0
"""ENAMEL's alpha: no more than so many times the slowest reference's time counts."""


@dataclass(frozen=True)
class Timed:
    """One program: `seconds` of each input, infinite where it was stopped for taking too long.

    `correct` is False where one answer was wrong, or it failed: too slow isn't wrong.
    """

    correct: bool
    seconds: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.seconds)


def hodges_lehmann(values: Sequence[float]) -> float:
    """The median of the means of all pairs, each value with itself too.

    ENAMEL (arXiv:2406.06647, implementation details) estimates a time so from its repetitions.
    """
    pairs = [(a + b) / 2 for at, a in enumerate(values) for b in values[: at + 1]]
    return statistics.median(pairs)


def speedup(old: Timed, new: Timed) -> float:
    """Old over new; 1 where the new one is wrong or slower.

    PIE (arXiv:2302.07867, metrics, "Speedup"): whoever gets such a program keeps the old one.
    """
    if not new.correct or new.total <= 0:
        return 1.0
    return max(1.0, old.total / new.total)


def is_optimized(old: Timed, new: Timed) -> bool:
    """Correct, and at least 10% faster: what %Opt is the share of.

    PIE (arXiv:2302.07867, metrics, "Percent Optimized").
    """
    return speedup(old, new) >= LEAST_GAIN


def efficiency(
    new: Timed,
    reference: Timed,
    levels: Sequence[Sequence[int]],
    hardness: Sequence[float],
) -> float:
    """ENAMEL's efficiency score of one sample: 0 where it is wrong, 1 where it is the reference.

    arXiv:2406.06647, equations 1 and 2: with T = alpha times the reference's longest time, level l
    scores f_l = max(0, T - max_m t_lm) / (T - max_m t*_lm), over the level's inputs m, and the
    sample is worth the mean of f_l, weighted by hardness. Who passes T scores 0 there, however long
    it would have taken: so a time that was cut short does no harm. Above 1 it is faster than the
    reference.
    """
    if not new.correct:
        return 0.0
    limit = TIMEOUT_FACTOR * max(reference.seconds)
    if limit <= 0:
        return 0.0
    scores = []
    for level in levels:
        own = max(new.seconds[at] for at in level)
        best = max(reference.seconds[at] for at in level)
        scores.append(max(0.0, limit - own) / (limit - best))
    weighted = sum(h * f for h, f in zip(hardness, scores, strict=True))
    return weighted / sum(hardness)


def best_of(values: Sequence[float], k: int) -> float:
    """The largest of k of the n `values`, in expectation over all choices of k.

    ENAMEL (arXiv:2406.06647, equation 6 and theorem 1): the r-th smallest is the largest of a
    choice with probability C(r-1, k-1) / C(n, k). Of scores that are 0 or 1 that is pass@k; of
    speedups it is PIE's Best@k where k = n. Raises ValueError unless 1 <= k <= n.
    """
    n = len(values)
    if not 1 <= k <= n:
        raise ValueError(f"{k} of {n} samples")
    choices = math.comb(n, k)
    return sum(
        math.comb(rank - 1, k - 1) / choices * value
        for rank, value in enumerate(sorted(values), 1)
        if rank >= k
    )


def differential(
    new: Timed, references: Sequence[Timed], weights: Sequence[float]
) -> tuple[float, float]:
    """(DPS, DPS_norm) of one correct sample, in percent.

    EvalPerf (arXiv:2408.06450): references are clusters of solutions alike in speed.
    A sample matches the fastest cluster that it isn't slower than; DPS is the share of all
    solutions in this and the slower clusters, DPS_norm the share of clusters. Both are 0 where it
    is slower than all of them.
    """
    pairs = sorted(zip(references, weights, strict=True), key=lambda pair: -pair[0].total)
    beaten = [weight for reference, weight in pairs if new.total <= reference.total]
    if not new.correct or not beaten:
        return 0.0, 0.0
    return 100 * sum(beaten) / sum(weights), 100 * len(beaten) / len(pairs)
