"""The chosen assignment against all there are, for pipelines that hypothesis makes up."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.pipelines import (
    Function,
    choosing,
    engine,
    evaluate,
    pipeline,
    place,
)

PLACES = ("cpu", "rtx-2080-ti", "dsa-in-storage", "arm-in-storage")
QUANTITY = {"latency": "seconds", "energy": "joules", "cost": "usd_per_million"}
FEW = 10
"""Draws: what is compared here are stated values."""
SIZES = st.sampled_from([0.0, 1e3, 1e6, 1e8])
FUNCTIONS = st.lists(
    st.builds(
        Function,
        name=st.just("f"),
        operations=st.sampled_from([0.0, 1e6, 1e10, 1e13]),
        bytes_in=SIZES,
        bytes_out=SIZES,
        fixed_bytes=st.sampled_from([0.0, 1e8]),
        precision=st.sampled_from(["fp32", "int8"]),
    ),
    min_size=1,
    max_size=3,
)
OBJECTIVES = st.sampled_from(sorted(QUANTITY))
HANDOVERS = st.sampled_from(["memory", "storage"])


@pytest.fixture(autouse=True, scope="module")
def few_draws():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "DRAWS", FEW)
        yield


def value(found, objective):
    return getattr(found, QUANTITY[objective]).value


def every(functions, **options):
    assignments = itertools.product(PLACES, repeat=len(functions))
    return [evaluate(functions, list(each), **options) for each in assignments]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(FUNCTIONS, OBJECTIVES, HANDOVERS, st.sampled_from([0.0, 0.3]))
def test_no_assignment_spends_less(functions, objective, handover, cold):
    options = {"handover": handover, "cold_share": cold}
    found = pipeline(functions, places=PLACES, objective=objective, **options)
    least = min(value(each, objective) for each in every(functions, **options))
    assert value(found, objective) == pytest.approx(least, rel=1e-9)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(FUNCTIONS, st.sampled_from(["energy", "cost"]), st.floats(0.0, 1.2))
def test_a_limit_is_met_at_the_least_cost(functions, objective, where):
    others = every(functions)
    times = sorted(value(each, "latency") for each in others)
    limit = times[0] + where * (times[-1] - times[0]) + 1e-9
    found = pipeline(functions, places=PLACES, objective=objective, limit_s=limit)
    least = min(value(each, objective) for each in others if value(each, "latency") <= limit)
    assert found.reason is None
    assert value(found, "latency") <= limit
    assert value(found, objective) == pytest.approx(least, rel=1e-9)


def test_a_limit_that_nothing_meets_gives_the_fastest_and_says_so():
    functions = [Function("f", 1e9, 1e6, 1e6)]
    found = pipeline(functions, objective="cost", limit_s=1e-4)
    assert "no assignment takes at most 100 µs" in found.reason
    assert found.places == pipeline(functions).places


def test_many_ways_are_thinned_and_the_limit_still_holds(monkeypatch):
    functions = [Function(f"f{i}", 10.0 ** (8 + i % 4), 1e6, 1e6) for i in range(8)]
    exact = pipeline(functions, places=PLACES, objective="energy", limit_s=0.5)
    monkeypatch.setattr(choosing, "MOST_WAYS", 10)
    thinned = pipeline(functions, places=PLACES, objective="energy", limit_s=0.5)
    assert thinned.seconds.value <= 0.5
    assert exact.joules.value <= thinned.joules.value <= 1.2 * exact.joules.value


def test_long_pipelines_are_placed():
    functions = [Function(f"f{i}", 1e9 * (1 + i % 7), 1e6, 1e6) for i in range(200)]
    found = pipeline(functions, objective="cost", limit_s=20.0)
    assert len(found.steps) == 200
    assert found.seconds.value <= 20.0


def test_data_stays_where_the_next_function_runs():
    functions = [Function("a", 1e6, 1e6, 5e7), Function("b", 1e6, 5e7, 1e3)]
    kept = evaluate(functions, "cpu")
    through = evaluate(functions, "cpu", handover="storage")
    assert through.seconds.value > kept.seconds.value + 2 * 5e7 / 90e6
    assert kept.steps[0].terms["write"].value == 0
    assert kept.steps[1].terms["read"].value == 0


def test_what_the_function_before_did_not_write_comes_from_the_storage():
    functions = [Function("a", 1e6, 1e6, 1e6), Function("join", 1e6, 4e6, 1e3)]
    step = evaluate(functions, "cpu").steps[1]
    assert step.terms["read"].value == pytest.approx(0.05 + 3e6 / 90e6)


def test_neighbours_hand_over_without_the_network():
    functions = [Function("a", 1e6, 1e6, 5e7), Function("b", 1e6, 5e7, 1e3)]
    found = evaluate(functions, ["cpu", "rtx-2080-ti"])
    assert found.steps[1].terms["read"].value == 0
    assert found.steps[1].terms["copy"].value == pytest.approx(2 * 15e-6 + (5e7 + 1e3) / 12e9)


def test_a_better_place_is_never_worse():
    functions = [Function("a", 1e9, 1e6, 1e6), Function("b", 1e10, 1e6, 1e6)]
    before = pipeline(functions, places=["cpu"])
    base = place("cpu")
    free = base.but(name="free", target=dataclasses.replace(base.target, name="free"))
    better = free.but(stack_s=Range(0.001, 0.001, 0.001))
    after = pipeline(functions, places=["cpu", better])
    assert after.seconds.value < before.seconds.value
    assert after.places == ("free", "free")
