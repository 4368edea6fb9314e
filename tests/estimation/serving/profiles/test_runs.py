"""The largest load that meets a target, among loads that were measured."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.estimation.serving.profiles.runs import Run, largest
from jupyter_perf.estimation.serving.terms import Slo

# Requests a second: offered, done; seconds: further tokens, first token, all.
MEASURED = ((1, 0.98, 0.010, 0.03, 1.0), (4, 3.9, 0.015, 0.04, 1.5), (16, 14.0, 0.03, 0.1, 3.1))
RUNS = [
    Run(100, 100, done, offered, {"tpot": tpot, "ttft": ttft, "latency": latency})
    for offered, done, tpot, ttft, latency in MEASURED
]


@pytest.mark.parametrize(("offered", "done", "tpot", "ttft", "latency"), MEASURED)
def test_it_is_exact_at_loads_that_were_measured(offered, done, tpot, ttft, latency):
    for slo in (Slo(tpot=tpot), Slo(ttft=ttft), Slo(latency=latency), Slo(tpot, ttft, latency)):
        assert largest(RUNS, slo).value == pytest.approx(done)


def test_between_them_latency_grows_evenly_and_the_strictest_target_counts():
    half = largest(RUNS, Slo(tpot=0.0225))
    assert half.value == pytest.approx((3.9 + 14.0) / 2)
    assert (half.low, half.high) == (3.9, 14.0)
    assert largest(RUNS, Slo(tpot=0.0225, ttft=0.055)).value == pytest.approx(3.9 + 10.1 / 4)


def test_nothing_is_said_beyond_what_was_measured():
    assert largest(RUNS, Slo(tpot=1.0)).value == 14.0
    none = largest(RUNS, Slo(tpot=0.009))
    assert none.value == 0
    assert "smallest load measured, 0.98/s" in none.reason


def test_what_was_not_measured_is_named():
    runs = [Run(100, 100, 3.0, 3.0, {"tpot": 0.01})]
    assert largest(runs, Slo(tpot=0.02)).value == 3.0
    assert largest(runs, Slo(ttft=0.02)).reason == "`ttft` wasn't measured"
    assert largest(runs, Slo(latency=1, ttft=1)).reason == "`ttft` and `latency` wasn't measured"


def test_one_token_has_no_further_ones():
    runs = [Run(100, 1, 3.0, 3.0, {"ttft": 0.01})]
    assert largest(runs, Slo(tpot=1e-6)).value == 3.0


def test_without_latencies_the_profile_is_believed():
    runs = [Run(100, 100, 3.0, low=2.5, high=3.5), Run(100, 100, 1.0)]
    found = largest(runs, Slo(tpot=1e-6))
    assert (found.value, found.low, found.high) == (3.0, 2.5, 3.5)


def test_repetitions_are_averaged_and_their_spread_is_the_interval():
    runs = [replace(RUNS[0], load=load) for load in (0.9, 1.0, 1.1)]
    found = largest(runs, Slo(tpot=0.02))
    assert (found.value, found.low, found.high) == (pytest.approx(1.0), 0.9, 1.1)


def test_what_collapses_when_swamped_keeps_what_it_did_before():
    swamped = Run(100, 100, 9.0, float("inf"), {"tpot": 0.3})
    found = largest([swamped, *RUNS], Slo(tpot=0.05))
    assert found.value == pytest.approx(14.0)


def test_without_offered_rates_the_loads_are_walked():
    runs = [replace(run, offered=None) for run in reversed(RUNS)]
    assert largest(runs, Slo(tpot=0.0225)).value == pytest.approx((3.9 + 14.0) / 2)


latencies = st.floats(0.001, 1.0)


@given(
    st.lists(st.tuples(st.floats(0.1, 50), latencies, latencies), min_size=1, max_size=8),
    latencies,
    latencies,
    st.floats(1.0, 10.0),
)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_a_looser_target_never_lowers_it(points, tpot, ttft, factor):
    runs = [
        Run(100, 100, load, rate, {"tpot": a, "ttft": b})
        for rate, (load, a, b) in enumerate(points, start=1)
    ]
    strict = largest(runs, Slo(tpot=tpot, ttft=ttft))
    for slo in (Slo(tpot * factor, ttft), Slo(tpot, ttft * factor), Slo(tpot * factor)):
        assert largest(runs, slo).value >= strict.value - 1e-9
    assert strict.low <= strict.value + 1e-9
    assert strict.value <= strict.high + 1e-9
    assert strict.value <= max(load for load, _, _ in points) + 1e-9
