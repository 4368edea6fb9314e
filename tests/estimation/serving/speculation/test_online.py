"""When refreshing a draft model pays: the stated formulas, against closed forms and searches."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import (
    Decay,
    Line,
    Refreshing,
    Shifts,
    Times,
    best,
    least_fall,
    refresh,
    served,
)

HOUR = Decay(peak=0.8, floor=0.3, seconds=3600)


def straight(acceptance: float) -> float:
    return 100 + 200 * acceptance


def test_the_break_even_cost_of_what_grows_straight():
    """∫ b · fall · exp(−t/τ) dt / G(floor) = b · fall · τ / G(floor), on each of four GPUs."""
    found = refresh(HOUR, straight, 60, devices=4)
    assert found.never == 160
    assert found.break_even_gpu_seconds == pytest.approx(4 * 200 * 0.5 * 3600 / 160, rel=1e-3)
    assert found.break_even_speed == pytest.approx(found.break_even_gpu_seconds / 60)


@pytest.mark.parametrize("cost", [30, 300, 1500])
def test_the_best_period_ends_where_a_moment_brings_what_the_period_does(cost):
    found = refresh(HOUR, straight, cost)
    at = 0.3 + 0.5 * math.exp(-found.period / 3600)
    assert straight(at) == pytest.approx(found.tokens_per_s, rel=0.01)
    periods = np.linspace(1, 40_000, 100_000)
    brought = 160 * periods + 100 * 3600 * (1 - np.exp(-periods / 3600))
    net = brought / (periods + cost)
    assert found.tokens_per_s == pytest.approx(net.max(), rel=1e-4)
    assert found.period == pytest.approx(periods[net.argmax()], rel=0.05)
    assert found.gain == pytest.approx(found.tokens_per_s / 160)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.5, 2), st.integers(1, 8))
def test_it_pays_if_and_only_if_it_costs_less_than_it_breaks_even_at(one, other, times, devices):
    floor, peak = sorted((one, other))
    drift = Decay(peak, floor, 1000)
    even = refresh(drift, straight, 0, devices).break_even_gpu_seconds
    if abs(times - 1) < 0.01 or even < 1e-3:
        return
    found = refresh(drift, straight, times * even, devices)
    assert (found.period is not None) == (times < 1)
    assert found.tokens_per_s >= found.never


def test_as_many_times_faster_drift_breaks_even():
    found = refresh(HOUR, straight, 200)
    for factor, pays in ((0.97, True), (1.03, False)):
        faster = Decay(0.8, 0.3, 3600 / (factor * found.break_even_speed))
        assert (refresh(faster, straight, 200).period is not None) == pays


def test_a_free_refresh_is_always_due_and_without_drift_none_is():
    free = refresh(HOUR, straight, 0)
    assert free.period < 60
    assert free.tokens_per_s == pytest.approx(straight(0.8), rel=0.01)
    assert free.break_even_speed is None
    still = refresh(Decay(0.5, 0.5, 100), straight, 0)
    assert still.period is None
    assert still.gain == 1


@pytest.mark.parametrize("cost", [0, 10, 100, 700, 1500, 5000])
def test_after_shifts_the_best_period_is_found_among_all(cost):
    drift = Shifts(((600, 0.9), (1800, 0.7), (600, 0.4)), floor=0.2)
    found = refresh(drift, straight, cost)
    ages = np.arange(1, 20_000)
    levels = np.select([ages <= 600, ages <= 2400, ages <= 3000], [0.9, 0.7, 0.4], 0.2)
    net = np.cumsum(100 + 200 * levels) / (ages + cost)
    if found.period is None:
        assert net.max() <= found.never
    else:
        assert found.tokens_per_s == pytest.approx(net.max(), rel=1e-3)
    assert found.break_even_gpu_seconds == pytest.approx(
        200 * (600 * 0.7 + 1800 * 0.5 + 600 * 0.2) / 140
    )


def test_one_shift_pays_where_it_lasts_longer_than_the_refresh_takes_from_it():
    """H seconds at the peak must bring more: H · (G(peak) − G(floor)) > c · G(floor)."""
    needed = 500 * straight(0.2) / (straight(0.8) - straight(0.2))
    for factor, pays in ((0.99, False), (1.01, True)):
        found = refresh(Shifts(((factor * needed, 0.8),), 0.2), straight, 500)
        assert (found.period is not None) == pays


def test_acceptance_must_fall_so_far_for_a_refresh_to_pay():
    fall = least_fall(0.8, 3600, straight, 600)
    for factor, pays in ((0.99, False), (1.01, True)):
        drift = Decay(0.8, 0.8 - factor * fall, 3600)
        assert (refresh(drift, straight, 600).period is not None) == pays
    assert least_fall(0.8, 3600, straight, 1e9) is None
    assert least_fall(0.0, 3600, straight, 1) is None
    # 200 · f · 3600 = 600 · (100 + 200 · (0.8 − f))
    assert fall == pytest.approx(600 * 260 / (200 * (3600 + 600)), rel=1e-3)


def test_what_is_served_is_what_the_best_length_brings():
    times = Times.ratio(Line(5e-8, 3e-5, 0.007), 0.05)
    brings = served(8, 500, times, longest=6)
    for acceptance in (0, 0.313, 0.77, 1):
        exact = best(8, acceptance, 500, times, longest=6).step.tokens_per_s
        assert brings(acceptance) == pytest.approx(exact, rel=1e-3)
    assert refresh(HOUR, brings, 60).gain > 1.1


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Decay(0.3, 0.5, 10), "floor"),
        (lambda: Decay(1.3, 0.5, 10), "peak"),
        (lambda: Decay(0.5, math.nan, 10), "floor"),
        (lambda: Decay(0.5, 0.3, 0), "seconds"),
        (lambda: Decay(0.5, 0.3, math.inf), "seconds"),
        (lambda: Shifts((), 0.1), "steps"),
        (lambda: Shifts(((10, 0.5),), 0.6), "never rise"),
        (lambda: Shifts(((10, 0.5), (10, 0.7)), 0.1), "never rise"),
        (lambda: Shifts(((0, 0.5),), 0.1), "steps"),
        (lambda: Shifts(((10,),), 0.1), "steps"),
        (lambda: Shifts((10, 0.5), 0.1), "steps"),
        (lambda: refresh(HOUR, straight, -1), "gpu_seconds"),
        (lambda: refresh(HOUR, straight, math.nan), "gpu_seconds"),
        (lambda: refresh(HOUR, straight, 1, devices=0), "devices"),
        (lambda: refresh(HOUR, lambda at: 0.0, 1), "goodput"),
        (lambda: refresh(HOUR, lambda at: math.nan, 1), "goodput"),
        (lambda: least_fall(1.5, 10, straight, 1), "peak"),
        (lambda: least_fall(0.5, -10, straight, 1), "seconds"),
    ],
)
def test_figures_that_make_no_sense_are_refused(make, said):
    with pytest.raises(UsageError, match=said):
        make()


def test_results_come_back_from_json():
    for cost in (0, 100, 1e7):
        found = refresh(HOUR, straight, cost)
        assert Refreshing.from_json(found.to_json()) == found
    drift = Shifts([(10, np.float64(0.5))], 0.1)
    assert Shifts.from_json(drift.to_json()) == drift
