"""How many tokens a step brings: closed forms, limits, and drawing token by token."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import Chain, Drafted, Lookup

SHARES = st.floats(0, 1)
LENGTHS = st.integers(0, 30)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.floats(0.01, 0.99), LENGTHS)
def test_a_chain_brings_what_the_paper_says(acceptance, length):
    closed = (1 - acceptance ** (length + 1)) / (1 - acceptance)
    assert Chain(acceptance).drafted(length).expected == pytest.approx(closed)


@pytest.mark.parametrize("length", [0, 1, 5])
def test_limits_are_exact(length):
    assert Chain(0).drafted(length).expected == 1
    assert Chain(1).drafted(length).expected == length + 1
    assert Lookup(1, 0).drafted(length).expected == 1
    assert Chain(0.7).drafted(0) == Drafted(0, (1.0,), 1.0, ())


def test_a_drafted_token_costs_a_pass_of_the_draft_model_and_a_place_in_the_models_own():
    made = Chain(0.5).drafted(3)
    assert (made.verified, made.passes) == (4, (1, 1, 1))
    found = Lookup(0.5, 0.25).drafted(4)
    assert (found.verified, found.passes) == (2, ())


@settings(derandomize=True, deadline=None, max_examples=50)
@given(SHARES, SHARES, LENGTHS)
def test_lookup_is_a_chain_where_it_matches_and_none_where_it_does_not(acceptance, match, length):
    chain = Chain(acceptance).drafted(length)
    mixed = match * chain.expected + (1 - match)
    assert Lookup(acceptance, match).drafted(length).expected == pytest.approx(mixed)
    assert Lookup(acceptance).drafted(length).reached == chain.reached


@settings(derandomize=True, deadline=None, max_examples=50)
@given(SHARES, SHARES, LENGTHS)
def test_more_acceptance_and_more_tokens_bring_no_less(one, other, length):
    low, high = sorted((one, other))
    step = Chain(low).drafted(length).expected
    assert 1 <= step <= Chain(high).drafted(length).expected
    assert step <= Chain(low).drafted(length + 1).expected <= step + 1


@pytest.mark.parametrize(("acceptance", "length"), [(0.3, 2), (0.6, 4), (0.9, 7), (1.0, 3)])
def test_answers_take_as_many_steps_as_when_tokens_are_drawn(acceptance, length):
    """Mean over answers of 40 to 79 tokens, each worked out by what its first step brings."""
    made = Chain(acceptance).drafted(length)
    chances = -np.diff([*made.reached, 0.0])
    steps = [0.0]
    for tokens in range(1, 80):
        left = [steps[max(0, tokens - brought)] for brought in range(1, length + 2)]
        steps.append(1 + float(chances @ left))
    mean = np.mean([made.steps(tokens) for tokens in range(40, 80)])
    assert mean == pytest.approx(np.mean(steps[40:]), rel=1e-3)


def test_an_answer_takes_a_step_at_least_and_one_each_without_speculation():
    assert Chain(0.9).drafted(8).steps(1) == 1
    assert Chain(0.9).drafted(0).steps(57) == 57


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan, math.inf, "0.5", None, True])
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(UsageError, match="acceptance"):
        Chain(wrong)
    with pytest.raises(UsageError, match="match"):
        Lookup(0.5, wrong)


@pytest.mark.parametrize("wrong", [-1, 2.5, 2.0, math.nan, "3", None, True, 10**9])
def test_what_is_no_length_is_refused(wrong):
    with pytest.raises(UsageError, match="whole number"):
        Chain(0.5).drafted(wrong)


def test_it_comes_back_from_json():
    made = Lookup(np.float64(0.5), 0.5).drafted(int(np.int64(3)))
    assert Drafted.from_json(made.to_json()) == made
    with pytest.raises(ValueError, match="Drafted"):
        Drafted.from_json("{}")
