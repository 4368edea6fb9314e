"""Intervals of few pairs."""

from __future__ import annotations

import numpy as np
import pytest

from jupyter_perf.measure import speedup


def test_no_pair_and_one_pair_say_nothing() -> None:
    for logs in (np.array([]), np.array([0.7])):
        low, high = speedup.interval(logs)
        assert low < 1e-5
        assert high > 1e5


def test_below_eight_pairs_the_interval_reaches_beyond_the_values() -> None:
    logs = np.log([1.9, 2.0, 2.1, 2.0, 1.95, 2.05])
    low, high = speedup.interval(logs)
    assert low < 1.9
    assert high > 2.1


def test_a_burst_in_one_pair_of_many_moves_it_little() -> None:
    calm = np.log(np.linspace(1.9, 2.1, 20))
    burst = np.append(calm[:-1], np.log(50.0))
    assert speedup.interval(burst)[1] < 2.2


@pytest.mark.parametrize(("pairs", "dropped"), [(7, None), (8, 0), (10, 0), (15, 2), (40, 11)])
def test_order_statistics_are_those_of_the_sign_test(pairs: int, dropped: int | None) -> None:
    assert speedup._values_to_drop(pairs) == dropped


def test_coverage_of_the_median_with_skewed_noise() -> None:
    random = np.random.default_rng(5)
    missed = 0
    for n in range(300):
        logs = random.exponential(0.1, size=10) - 0.1 * np.log(2)
        low, high = speedup.interval(logs, seed=n)
        missed += not low <= 1.0 <= high
    assert missed <= 9


def test_chances() -> None:
    assert speedup.sign_chance(np.ones(10)) == pytest.approx(1 / 1024)
    assert speedup.sign_chance(np.array([1, -1])) == pytest.approx(0.75)
    assert speedup.separation_chance([2.0] * 6, [1.0] * 6) == pytest.approx(1 / 924)
    assert speedup.separation_chance([2.0, 1.0], [1.5, 0.5]) == 1.0


def test_zero_readings_of_the_clock_are_survived() -> None:
    assert np.isfinite(speedup.log_ratios([0.0, 1.0], [0.0, 0.0])).all()
