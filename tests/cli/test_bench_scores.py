"""The scores of `jupyter perf bench`, against the papers' definitions."""

import itertools
import math
import random
import statistics

import pytest

from jupyter_perf.cli.bench import scores
from jupyter_perf.cli.bench.scores import Timed

INF = math.inf


def timed(*seconds, correct=True):
    return Timed(correct, seconds)


def test_a_time_is_the_median_of_means_of_pairs():
    assert scores.hodges_lehmann([3.0]) == 3.0
    assert scores.hodges_lehmann([1.0, 2.0, 9.0]) == 3.5  # of 1, 1.5, 2, 5, 5.5, 9
    assert scores.hodges_lehmann([1.0] * 5 + [100.0]) == 1.0


@pytest.mark.parametrize(
    ("new", "speedup", "opt"),
    [
        (timed(1.0, 1.0), 5.0, True),
        (timed(5.0, 4.0), 10 / 9, True),
        (timed(5.0, 4.5), 10 / 9.5, False),
        (timed(9.0, 9.0), 1.0, False),
        (timed(0.1, 0.1, correct=False), 1.0, False),
        (timed(0.1, INF), 1.0, False),
        (timed(), 1.0, False),
    ],
)
def test_pie_counts_what_is_wrong_or_slower_as_1(new, speedup, opt):
    old = timed(6.0, 4.0)
    assert scores.speedup(old, new) == pytest.approx(speedup)
    assert scores.is_optimized(old, new) is opt


LEVELS, HARDNESS = ((0,), (1, 2)), (1.0, 3.0)
REFERENCE = timed(1.0, 2.0, 4.0)  # so that the limit is 8


@pytest.mark.parametrize(
    ("new", "score"),
    [
        (REFERENCE, 1.0),
        (timed(8.0, 8.0, 1.0), 0.0),
        (timed(4.5, 6.0, 1.0), (0.5 + 3 * 0.5) / 4),
        (timed(1.0, INF, INF), 1 / 4),
        (timed(0.0, 0.0, 0.0), (8 / 7 + 3 * 2) / 4),
        (timed(1.0, 2.0, 4.0, correct=False), 0.0),
    ],
)
def test_enamels_efficiency_has_one_limit_and_takes_each_levels_worst(new, score):
    assert scores.efficiency(new, REFERENCE, LEVELS, HARDNESS) == pytest.approx(score)


def test_the_best_of_k_is_its_mean_over_all_choices():
    values = [random.Random(3).random() for _ in range(6)]
    for k in range(1, 7):
        choices = [max(some) for some in itertools.combinations(values, k)]
        assert scores.best_of(values, k) == pytest.approx(statistics.fmean(choices))
    passed = [1.0, 0.0, 0.0, 1.0, 0.0]  # pass@2 of 2 in 5
    assert scores.best_of(passed, 2) == pytest.approx(1 - math.comb(3, 2) / math.comb(5, 2))
    for k in (0, 7):
        with pytest.raises(ValueError, match="of 6 samples"):
            scores.best_of(values, k)


@pytest.mark.parametrize(
    ("new", "dps", "norm"),
    [
        (timed(0.5), 100.0, 100.0),
        (timed(1.0), 100.0, 100.0),
        (timed(1.5), 80.0, 75.0),
        (timed(4.0), 50.0, 50.0),
        (timed(7.0), 30.0, 25.0),
        (timed(9.0), 0.0, 0.0),
        (timed(INF), 0.0, 0.0),
        (timed(0.5, correct=False), 0.0, 0.0),
    ],
)
def test_evalperf_matches_a_sample_with_the_fastest_reference_it_isnt_slower_than(new, dps, norm):
    # Clusters with cumulative shares of 30, 50, 80 and 100 %, in no order.
    references = [timed(2.0), timed(8.0), timed(1.0), timed(4.0)]
    assert scores.differential(new, references, [3, 3, 2, 2]) == pytest.approx((dps, norm))
