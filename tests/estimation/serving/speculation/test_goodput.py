"""The best length of a batch: published ones, laws, and what is refused."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import (
    Best,
    Goodput,
    Line,
    Lookup,
    Times,
    Tree,
    best,
    goodput,
)

STEP = Line(0.0, 0.0, 1.0)
"""A step takes as long whatever it reads: verifying costs one."""
REAL = Times.ratio(Line(5e-8, 1e-4, 0.007), 0.05)


@pytest.mark.parametrize(("cost", "length"), [(0.01, 7), (0.02, 6), (0.05, 4), (0.1, 3)])
def test_published_lengths(cost, length):
    found = best(1, 0.6, 0, Times.ratio(STEP, cost))
    assert found.length == length
    gains = [(1 - 0.6 ** (k + 1)) / (0.4 * (1 + k * cost)) for k in range(17)]
    assert found.speed_up == pytest.approx(max(gains))
    assert gains.index(max(gains)) == length


def test_limits():
    free, paid = Times(STEP), Times.ratio(STEP, 0.1)
    assert best(4, 0, 100, paid).length == best(4, 0, 100, free).length == 0
    assert best(4, 1, 100, free, longest=9).length == 9
    assert best(4, 1, 100, free, longest=9).speed_up == pytest.approx(10)
    assert best(4, 1, 100, Times.ratio(STEP, 1)).length == 0
    assert best(4, 0.9, 100, paid, longest=0).speed_up == 1
    assert Times.ratio(STEP, 0).draft is None


def test_goodput_is_tokens_over_the_time_of_both_models():
    made = goodput(3, 10, 0.5, 200, Times(Line(1e-6, 1e-4, 0.02), Line(1e-7, 1e-5, 0.001)))
    drafting = 3 * (1e-7 * 2000 + 1e-5 * 10 + 0.001)
    verifying = 1e-6 * 2000 + 1e-4 * 40 + 0.02
    assert made.draft_seconds == pytest.approx(drafting)
    assert made.verify_seconds == pytest.approx(verifying)
    assert made.tokens_per_s == pytest.approx(10 * 1.875 / (drafting + verifying))
    assert made.token_seconds == pytest.approx(10 / made.tokens_per_s)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.floats(0, 1), st.floats(0.5, 500), st.floats(0, 5000), st.floats(0, 1))
def test_the_best_is_never_worse_than_none_or_any_other(acceptance, batch, context, cost):
    times = Times.ratio(Line(5e-8, 3e-5, 0.007), cost)
    found = best(batch, acceptance, context, times, longest=8)
    others = [goodput(k, batch, acceptance, context, times) for k in range(9)]
    assert found.steps == tuple(others)
    assert found.step.tokens_per_s == max(each.tokens_per_s for each in others)
    assert found.speed_up >= 1


def test_speculation_pays_alone_and_hurts_in_a_crowd():
    lengths = [best(batch, 0.6, 500, REAL).length for batch in (1, 30, 100, 300, 1000)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 2
    assert lengths[-1] == 0


def test_lookup_costs_no_draft_and_brings_less_where_it_finds_nothing():
    often, seldom = (
        best(1, 0.6, 500, REAL, drafting=partial(Lookup, match=match)) for match in (1, 0.2)
    )
    assert often.speed_up > best(1, 0.6, 500, REAL).speed_up > seldom.speed_up > 1
    assert all(step.draft_seconds == 0 for step in often.steps)


def test_a_tree_is_drafted_level_by_level():
    free = Times(Line(0, 1e-6, 0.01), Line(0, 0, 1e-5))
    tree, chain = (best(1, 0.5, 0, free, 32, way) for way in (Tree.alike, partial(Lookup)))
    assert tree.step.expected > chain.step.expected
    step = goodput(20, 2, 0.5, 0, free, Tree.alike)
    assert step.draft_seconds == pytest.approx(1e-5 * len(Tree.alike(0.5).drafted(20).passes))


@pytest.mark.parametrize("acceptance", [-0.01, 1.01, math.nan, "a", None])
def test_acceptances_that_are_none_are_refused(acceptance):
    with pytest.raises(UsageError, match="acceptance"):
        best(1, acceptance, 100, REAL)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((1, 0, 0.5, 100), "batch"),
        ((1, -1, 0.5, 100), "batch"),
        ((1, math.nan, 0.5, 100), "batch"),
        ((1, 1, 0.5, -1), "context"),
        ((1, 1, 0.5, math.inf), "context"),
        ((1, 1e308, 0.5, 100), "batch"),
        ((1, 1, 0.5, 1e308), "context"),
        ((1.5, 1, 0.5, 100), "length"),
        ((-1, 1, 0.5, 100), "length"),
    ],
)
def test_other_figures_that_make_no_sense_are_refused(arguments, said):
    with pytest.raises(UsageError, match=said):
        goodput(*arguments, REAL)


def test_a_longest_length_that_is_not_whole_is_refused():
    with pytest.raises(UsageError, match="longest"):
        best(1, 0.5, 100, REAL, longest=2.5)


def test_results_come_back_from_json():
    found = best(np.int64(3), np.float64(0.5), np.float32(100), REAL, longest=4)
    assert Best.from_json(found.to_json()) == found
    assert Goodput.from_json(found.step.to_json()) == found.step
