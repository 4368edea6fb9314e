"""The closed form is the minimum of PRIME's objective, and pessimistic where it should be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving_problems import PROBLEMS

from jupyter_perf.estimation.proposing.constraints import rules
from jupyter_perf.estimation.proposing.kernel import Shape, Smooth, _Likelihood, matern, shape_of
from jupyter_perf.estimation.proposing.learning import learnt
from jupyter_perf.estimation.proposing.reading import asked, read
from jupyter_perf.estimation.proposing.searching import search_for
from jupyter_perf.estimation.proposing.surrogate import Surrogate, beta_for
from jupyter_perf.estimation.proposing.warping import warp_for

RIDGE = 1e-2


@pytest.fixture
def plain():
    random = np.random.default_rng(0)
    points = random.random((25, 2))
    values = np.sin(5 * points[:, 0]) + points[:, 1]
    return Smooth(points, values, Shape(np.array([0.4, 0.6]), RIDGE))


def kernel(some, others):
    scaled = (some[:, None] - others[None]) / np.array([0.4, 0.6])
    return matern(np.sqrt((scaled**2).sum(axis=2)))


@pytest.mark.parametrize(("alpha", "beta"), [(0.8, 0.0), (0.0, 0.3)])
def test_it_minimises_the_papers_objective(plain, alpha, beta):
    points, far = np.random.default_rng(0).random((25, 2)), np.array([[1.6, 1.5]])
    surrogate = Surrogate(plain, far, far[:0], alpha, 0.0)
    if beta:
        surrogate = Surrogate(plain, far[:0], far, 0.0, beta)
    # The function as a sum of kernels at all points; the objective is quadratic in their weights.
    every = np.concatenate([points, far])
    at_rows, own = kernel(points, every), kernel(every, every)
    pull = (alpha + beta) * 2 * RIDGE * np.sqrt(plain.variance) * kernel(far, every)[0]
    matrix = at_rows.T @ at_rows + RIDGE * own
    weights = np.linalg.lstsq(matrix, at_rows.T @ plain.values + pull / 2, rcond=None)[0]
    expected = kernel(far, every) @ weights
    np.testing.assert_allclose(surrogate.predict(far), expected, rtol=1e-6)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 1000), st.floats(0, 50), st.floats(0, 50))
def test_it_is_nowhere_below_the_plain_fit(seed, alpha, beta):
    random = np.random.default_rng(seed)
    points = random.random((15, 3))
    plain = Smooth(points, points.sum(axis=1), Shape(np.full(3, 0.5), 1e-3))
    surrogate = Surrogate(plain, random.random((4, 3)), random.random((5, 3)), alpha, beta)
    others = random.random((50, 3))
    assert (surrogate.predict(others) >= plain.mean(others) - 1e-9).all()


def test_it_is_pessimistic_where_nothing_was_logged_and_not_at_rows(plain):
    far, row = np.array([[2.0, 2.0]]), np.random.default_rng(0).random((25, 2))[:1]
    raised = Surrogate(plain, np.concatenate([far, row]), far[:0], alpha=1.0)
    up = raised.predict(np.concatenate([far, row])) - plain.mean(np.concatenate([far, row]))
    assert up[0] > 20 * up[1] > 0


def test_what_is_said_of_a_design_is_as_if_it_were_found_itself(plain):
    others, far = np.array([[0.2, 1.4]]), np.array([[2.0, 2.0], [1.2, 0.1]])
    surrogate = Surrogate(plain, others, others[:0], alpha=0.7)
    for place, said in enumerate(surrogate.wary(far)):
        alone = surrogate.with_found(far[place : place + 1])
        assert said == pytest.approx(alone.predict(far[place : place + 1])[0])


def test_infeasible_designs_are_predicted_at_the_level_that_was_asked_for(plain):
    failed = np.array([[1.5, 0.5], [1.6, 1.4]])
    beta = beta_for(plain, failed, level=2.0)
    predicted = Surrogate(plain, failed[:0], failed, 0.0, beta).predict(failed)
    assert predicted.mean() == pytest.approx(2.0, rel=1e-6)
    assert beta_for(plain, failed, level=-9.0) == 0
    assert beta_for(plain, failed[:0], level=2.0) == 0


def test_slopes_of_the_likelihood_are_right():
    random = np.random.default_rng(1)
    points, values = random.random((20, 3)), random.random(20)
    loss = _Likelihood(points, values, np.array([0, 1, 1]), 2)
    at = np.log([0.5, 0.8, 1e-2])
    slopes = [(loss(at + step)[0] - loss(at - step)[0]) / 2e-5 for step in 1e-5 * np.eye(3)]
    np.testing.assert_allclose(loss(at)[1], slopes, rtol=1e-4)


def test_a_column_that_does_not_matter_gets_a_long_length():
    random = np.random.default_rng(2)
    points = random.random((80, 2))
    shape = shape_of(points, np.sin(6 * points[:, 0]), [0, 1], random)
    assert shape.lengths[1] > 5 * shape.lengths[0]


def test_left_out_rows_are_as_if_they_were_not_there(plain):
    points = np.random.default_rng(0).random((25, 2))
    means, deviations = plain.left_out()
    others = np.arange(1, 25)
    without = plain.among(others, points)
    again = without.mean(points[:1])[0] * without.scale + without.middle
    # Standardised anew without that row, so nearly and not exactly the same.
    assert again == pytest.approx(means[0], abs=0.02)
    assert (deviations > 0).all()


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30))
def test_drawing_in_tails_keeps_the_order_and_can_be_undone(values):
    values = np.array(values)
    warp = warp_for(values)
    warped = warp.of(values)
    order = np.argsort(values, kind="stable")
    assert (np.diff(warped[order]) >= 0).all()
    np.testing.assert_allclose(warp.back(warped), values, rtol=1e-6, atol=1e-6 * np.ptp(values))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_the_best_rows_are_not_under_estimated_when_they_are_held_out(problem):
    log = problem.frame(problem.sample(150, np.random.default_rng(50)))
    working = log.dropna()
    held = working.nsmallest(max(5, len(working) // 10), "y")
    rest = log.drop(held.index)
    model, log_read = model_of(rest)
    points = log_read.space.features(problem.designs(held))
    predicted, low, high = model.predict(points)
    assert np.mean(predicted < held["y"].to_numpy()) <= 0.1
    assert (low <= predicted).all()
    assert (predicted <= high).all()


def test_the_plain_fit_does_under_estimate_them():
    """Else the test above could not fail."""
    under = []
    for problem in PROBLEMS:
        log = problem.frame(problem.sample(150, np.random.default_rng(50)))
        working = log.dropna()
        held = working.nsmallest(max(5, len(working) // 10), "y")
        model, log_read = model_of(log.drop(held.index))
        plain = model.surrogate.with_caution(0.0, 0.0)
        points = log_read.space.features(problem.designs(held))
        costs = model.warp.back(plain.predict(points) * plain.plain.scale + plain.plain.middle)
        under.append(np.mean(costs < held["y"].to_numpy()))
    assert max(under) > 0.5


def model_of(frame):
    what = asked(frame, "y", None, None, None)
    allowed = rules(None, what.design)
    log, random = read(frame, what, allowed, maximize=False), np.random.default_rng(0)
    search = search_for(log, allowed, random)
    return learnt(log, {}, search, random), log
