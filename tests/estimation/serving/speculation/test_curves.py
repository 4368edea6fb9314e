"""Best lengths over loads, and at which loads speculation hurts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import (
    Chain,
    Curves,
    Hurts,
    Line,
    Server,
    Times,
    Traffic,
    best,
    curve,
    hurts_from,
)

REAL = Times.ratio(Line(5e-8, 1e-4, 0.007), 0.05)
TRAFFIC = Traffic(output=200, prompt=20, context=300, most=128)


def test_each_point_is_the_best_of_all_lengths():
    found = curve((1, 10, 40, 500), (0.3, 0.8), REAL, TRAFFIC, longest=5)
    assert [(each.acceptance, each.rate) for each in found.points] == [
        (at, rate) for at in (0.3, 0.8) for rate in (1, 10, 40, 500)
    ]
    for each in found.points:
        servers = [Server(Chain(each.acceptance).drafted(k), REAL, TRAFFIC) for k in range(6)]
        under = [server.under(each.rate) for server in servers]
        assert each.best in under
        assert each.none == under[0]
        assert each.best.token_seconds == min(one.token_seconds for one in under)
        assert each.speed_up >= 1


def test_where_nothing_keeps_up_the_best_delivers_most():
    (point,) = curve((1e4,), (0.9,), REAL, TRAFFIC).points
    assert point.best.saturated
    assert point.none.saturated
    assert point.speed_up == pytest.approx(point.best.tokens_per_s / point.none.tokens_per_s)


def test_a_length_that_keeps_up_comes_before_one_that_does_not():
    times = Times(Line(1e-5, 1e-6, 0.001))
    (low,) = curve((1,), (0.9,), times, TRAFFIC).points
    between = (low.none.capacity + low.best.capacity) / 2
    (point,) = curve((between,), (0.9,), times, TRAFFIC).points
    assert point.none.saturated
    assert not point.best.saturated


def test_of_lengths_that_are_as_good_the_shortest_is_chosen():
    (point,) = curve((1,), (0,), Times(Line(0, 0, 0.01)), TRAFFIC).points
    assert (point.length, point.speed_up) == (0, 1)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(st.floats(0, 1), st.floats(0.05, 0.9))
def test_it_is_about_the_length_of_most_goodput_at_its_own_batch(acceptance, load):
    traffic = Traffic(output=4000, context=500, most=256)
    none = Server(Chain(0).drafted(0), REAL, traffic)
    (point,) = curve((load * none.capacity,), (acceptance,), REAL, traffic, longest=6).points
    there = best(point.best.batch, acceptance, 500, REAL, longest=6)
    assert there.steps[point.length].tokens_per_s >= 0.99 * there.step.tokens_per_s


def test_speculation_hurts_from_where_wrong_tokens_cost_more_than_right_ones_save():
    """Of a draft for nothing and one token: (1 + α)(g n + d) < 2 g n + d from n = αd / ((1−α)g)."""
    token, fixed, right = 1e-5, 0.01, 0.2
    crossing = right * fixed / ((1 - right) * token)
    traffic = Traffic(output=2000, context=0, most=2000)
    found = hurts_from(right, Times(Line(0, token, fixed)), traffic, longest=1)
    assert found.verdict == "from"
    assert found.batch == pytest.approx(crossing, rel=0.02)
    assert str(found).endswith("in a step) on")


@pytest.mark.parametrize("acceptance", [0.3, 0.45, 0.6])
def test_just_below_that_load_some_length_is_better_and_just_above_none(acceptance):
    found = hurts_from(acceptance, REAL, TRAFFIC)
    assert found.verdict == "from"
    assert 0 < found.rate < found.capacity
    rates = (0.999 * found.rate, 1.001 * found.rate, 0.999 * found.capacity, 10 * found.capacity)
    below, *above = curve(rates, (acceptance,), REAL, TRAFFIC).points
    assert below.length > 0
    assert [each.length for each in above] == [0, 0, 0]


def test_the_more_is_accepted_the_later_it_hurts():
    rates = [hurts_from(acceptance, REAL, TRAFFIC).rate for acceptance in (0.3, 0.45, 0.6)]
    assert rates == sorted(rates)


def test_always_and_never():
    always = hurts_from(0, REAL, TRAFFIC)
    assert (always.verdict, always.rate, always.batch) == ("always", 0, 1)
    # Where the cache is what takes time, verifying more tokens costs nothing.
    never = hurts_from(0.5, Times(Line(1e-6, 0, 0.01)), TRAFFIC)
    assert (never.verdict, never.rate, never.batch) == ("never", None, None)
    assert "better than none at any load" in str(never)
    assert "no better than none at any load" in str(always)


def test_experts_that_are_woken_one_by_one_make_it_hurt_few_requests():
    """Each of the first tokens costs a lot, the next ones little, those beyond much again."""
    waking = Line(0, 0.004, 0.002, ((20.0, 1e-6), (300.0, 1e-3)))
    both = hurts_from(0.6, Times(waking), Traffic(output=200, context=0, most=256))
    assert [each.low == 0 for each in both.stretches] == [True, False]
    assert both.verdict == "from"
    assert "up to" in str(both)
    few = hurts_from(0.6, Times(waking), Traffic(output=200, context=0, most=40))
    assert few.verdict == "below"
    assert few.rate is None
    rates = (0.9 * few.stretches[0].high, 1.1 * few.stretches[0].high)
    traffic = Traffic(output=200, context=0, most=40)
    assert [each.length > 0 for each in curve(rates, (0.6,), Times(waking), traffic).points] == [
        False,
        True,
    ]


@pytest.mark.parametrize("acceptance", [0, 0.2, 0.5, 0.9, 1])
def test_a_curve_and_where_it_hurts_never_contradict_each_other(acceptance):
    waking = Times.ratio(Line(5e-8, 0.004, 0.002, ((20.0, 1e-6), (300.0, 1e-3))), 0.05)
    for times in (REAL, waking):
        found = hurts_from(acceptance, times, TRAFFIC, longest=6)
        rates = [found.capacity * (0.013 + 0.061 * step) for step in range(20)]
        for point in curve(rates, (acceptance,), times, TRAFFIC, longest=6).points:
            within = any(each.low <= point.rate <= each.high for each in found.stretches)
            beyond = found.rate is not None and point.rate >= found.rate
            assert (point.length == 0) == (within or beyond)
            assert (point.speed_up > 1) == (point.length > 0)


@pytest.mark.parametrize(
    ("rates", "acceptances", "said"),
    [
        ((), (0.5,), "rates"),
        ((1,), (), "acceptances"),
        (1, (0.5,), "rates"),
        ((1,), 0.5, "acceptances"),
        ((0,), (0.5,), "rate"),
        ((1,), (1.5,), "acceptances"),
        ((math.nan,), (0.5,), "rate"),
    ],
)
def test_loads_that_make_no_sense_are_refused(rates, acceptances, said):
    with pytest.raises(UsageError, match=said):
        curve(rates, acceptances, REAL, TRAFFIC)


def test_other_arguments_that_make_no_sense_are_refused():
    for wrong in (-0.1, math.nan, "x"):
        with pytest.raises(UsageError, match="acceptance"):
            hurts_from(wrong, REAL, TRAFFIC)
    for wrong in (0, 1.5, -1):
        with pytest.raises(UsageError, match="longest"):
            hurts_from(0.5, REAL, TRAFFIC, longest=wrong)


def test_results_come_back_from_json():
    found = hurts_from(0.5, REAL, TRAFFIC)
    assert Hurts.from_json(found.to_json()) == found
    points = curve((1, 1e4), (0.5,), REAL, TRAFFIC, longest=2)
    assert Curves.from_json(points.to_json()) == points
