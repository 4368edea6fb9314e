"""A server under load, where queueing theory has a closed form, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import (
    Chain,
    Line,
    Loaded,
    Server,
    Times,
    Traffic,
)

REAL = Times.ratio(Line(5e-8, 3e-5, 0.007), 0.05)


def none(line: Line, traffic: Traffic) -> Server:
    return Server(Chain(0).drafted(0), Times(line), traffic)


def test_steps_as_long_as_their_batch_are_one_server_for_all():
    """M/M/1: requests there are busy / idle, each 1 / idle times as long as alone."""
    server = none(Line(0, 0.01, 0), Traffic(output=20, context=0, most=1000))
    assert server.capacity == pytest.approx(5)
    found = server.under(4.0)
    assert found.busy == pytest.approx(0.8)
    assert found.batch * found.busy == pytest.approx(0.8 / 0.2)
    assert found.token_seconds == pytest.approx(0.01 / 0.2)


def test_steps_of_one_length_are_a_server_for_each():
    """M/M/∞: a mean of λ · S · T requests, and nobody slows anybody down."""
    server = none(Line(0, 0, 0.01), Traffic(output=20, context=0, most=500))
    found = server.under(30.0)
    assert found.batch * found.busy == pytest.approx(30 * 20 * 0.01)
    assert found.busy == pytest.approx(1 - math.exp(-6))
    assert found.token_seconds == pytest.approx(0.01)
    # Whoever arrives while it is busy waits for half a step.
    assert found.request_seconds == pytest.approx(0.2 + found.busy * 0.005)


def test_a_full_batch_has_others_wait_as_erlang_says():
    """M/M/c: P(wait) / (c μ − λ) seconds, with Erlang's C."""
    most, rate, each = 4, 15.0, 0.2
    found = none(Line(0, 0, 0.01), Traffic(output=20, context=0, most=most)).under(rate)
    offered = rate * each
    full = offered**most / math.factorial(most) * most / (most - offered)
    waits = full / (sum(offered**n / math.factorial(n) for n in range(most)) + full)
    waiting = waits / (most / each - rate)
    assert found.request_seconds == pytest.approx(each + waiting + found.busy * 0.005)


def test_by_the_mean_the_batch_is_a_fixed_point_of_littles_law():
    drafted = Chain(0.7).drafted(3)
    traffic = Traffic(output=100, prompt=0, most=128)
    server = Server(drafted, REAL, traffic)
    found = server.by_the_mean(0.6 * server.capacity)
    steps = drafted.steps(100)
    cached = found.batch * 50

    def seconds(batched):
        return 5e-8 * cached + 3e-5 * batched + 0.007

    step = seconds(4 * found.batch) + 0.05 * 3 * seconds(found.batch)
    assert found.batch == pytest.approx(found.rate * steps * step, rel=1e-3)
    assert found.token_seconds == pytest.approx(steps * step / 100, rel=1e-3)


def test_with_many_requests_the_mean_says_nearly_the_same():
    server = none(Line(0, 1e-5, 0.01), Traffic(output=500, context=0, most=2000))
    rate = 0.3 * server.capacity
    many, mean = server.under(rate), server.by_the_mean(rate)
    assert many.batch == pytest.approx(mean.batch, rel=0.01)
    one = none(Line(0, 0.01, 0.001), Traffic(output=500, context=0, most=2000))
    rate = 0.5 * one.capacity
    assert one.under(rate).token_seconds > 1.3 * one.by_the_mean(rate).token_seconds


def test_alone_a_request_takes_its_own_steps():
    server = Server(Chain(0.5).drafted(2), REAL, Traffic(output=200, context=1000))
    found = server.under(1e-6)
    alone = REAL.target.seconds(1000, 3) + 2 * REAL.draft.seconds(1000, 1)
    assert found.batch == pytest.approx(1, rel=1e-3)
    assert found.token_seconds * 200 == pytest.approx(Chain(0.5).drafted(2).steps(200) * alone)


@pytest.mark.parametrize("load", [1.0, 1.5, 100])
def test_more_than_can_be_served_is_said(load):
    server = Server(Chain(0.5).drafted(2), REAL, Traffic(output=200, prompt=300, most=64))
    for found in (server.under(load * server.capacity), server.by_the_mean(load * server.capacity)):
        assert found.saturated
        assert found.request_seconds is None
        assert found.batch == 64
        assert found.tokens_per_s == pytest.approx(server.capacity * 200)
        # Little's law of a full batch.
        assert found.token_seconds == pytest.approx(64 / found.tokens_per_s)
    assert not server.under(0.99 * server.capacity).saturated


@settings(derandomize=True, deadline=None, max_examples=25)
@given(
    st.floats(0.01, 0.98),
    st.floats(0, 1),
    st.integers(0, 6),
    st.sampled_from([0, 1, 200, 3000]),
    st.sampled_from([1, 1.5, 30, 400]),
)
def test_laws_at_any_load(load, acceptance, length, prompt, output):
    traffic = Traffic(output, prompt, most=48)
    server = Server(Chain(acceptance).drafted(length), REAL, traffic)
    low, high = (server.under(share * load * server.capacity) for share in (0.7, 1))
    assert 0 < low.busy <= high.busy <= 1
    assert 1 <= low.batch <= high.batch <= 48
    assert low.token_seconds <= high.token_seconds * (1 + 1e-9)
    assert high.tokens_per_s == pytest.approx(high.rate * output)
    assert high.request_seconds >= high.token_seconds * output
    # Little's law.
    assert high.batch * high.busy == pytest.approx(high.rate * output * high.token_seconds)


def test_reading_prompts_takes_part_of_the_time():
    line = Line(0, 3e-5, 0.007)
    traffic = {"output": 100, "context": 500, "most": 256}
    apart, here = (none(line, Traffic(prompt=prompt, **traffic)) for prompt in (0, 500))
    rate = 0.5 * here.capacity
    assert here.capacity < apart.capacity
    assert here.under(rate).token_seconds > apart.under(rate).token_seconds
    # At capacity an answer costs its tokens, its prompt, and its share of 100 steps.
    each = 3e-5 * (99 + 500) + 100 * 0.007 / 256
    assert here.capacity == pytest.approx(1 / each, rel=1e-6)


def test_prompts_that_another_machine_has_read_are_only_cached():
    line = Line(1e-6, 3e-5, 0.007)
    here, elsewhere = (none(line, Traffic(100, 500, prefill=each)) for each in (True, False))
    cached = none(line, Traffic(100, context=550))
    assert elsewhere.under(1.0) == cached.under(1.0)
    assert here.capacity < elsewhere.capacity


def test_answers_of_one_token_are_prompts_alone():
    server = Server(Chain(0.9).drafted(5), REAL, Traffic(output=1, prompt=100, most=8))
    # The draft model reads it as well, and nothing is drafted.
    alone = 1.05 * REAL.target.seconds(0, 100)
    assert server.under(1e-6).token_seconds == pytest.approx(float(alone), rel=1e-6)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"output": 0}, "output"),
        ({"output": math.nan}, "output"),
        ({"output": "10"}, "output"),
        ({"output": 10, "prompt": -1}, "prompt"),
        ({"output": 10, "context": math.inf}, "context"),
        ({"output": 10, "most": 0}, "most"),
        ({"output": 10, "most": 2.5}, "most"),
        ({"output": 10, "most": 10**9}, "most"),
        ({"output": 10, "prefill": 1}, "prefill"),
    ],
)
def test_traffic_that_makes_no_sense_is_refused(fields, said):
    with pytest.raises(UsageError, match=said):
        Traffic(**fields)


@pytest.mark.parametrize("rate", [0, -1, math.nan, math.inf, "1"])
def test_rates_that_make_no_sense_are_refused(rate):
    server = none(Line(0, 0, 1), Traffic(10))
    with pytest.raises(UsageError, match="rate"):
        server.under(rate)
    with pytest.raises(UsageError, match="rate"):
        server.by_the_mean(rate)


def test_results_come_back_from_json():
    traffic = Traffic(np.int64(10), np.float64(5), most=np.int64(4))
    found = none(Line(0, 0, 1), traffic).under(0.1)
    assert Loaded.from_json(found.to_json()) == found
    assert Traffic.from_json(traffic.to_json()) == traffic
