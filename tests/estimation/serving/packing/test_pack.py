"""The cheapest mix: against the authors' example, every assignment there is, and laws."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving_packing import agrees, binary, enumerated
from serving_packing_cases import example, plain, small

from jupyter_perf.estimation.serving.packing.plan import HOURS_PER_MONTH, Plan
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import pack, solve

LAWS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


class TestAuthorsExample:
    def test_three_small_and_one_large(self):
        plan = solve(example())
        assert plan.counts == {"A10G": 3, "A100-80GB": 1}
        assert plan.usd_per_hour == pytest.approx(6.70)
        assert plan.gap == 0
        assert plan.lower_bound == plan.usd_per_hour
        assert plan.usd_per_month == pytest.approx(6.70 * HOURS_PER_MONTH)
        assert plan.usd_per_million_requests == pytest.approx(6.70 / (30 * 3600) * 1e6)

    def test_pack_takes_its_parts(self):
        asked = example()
        plan = pack(asked.requests, 30, list(asked.instances), asked.throughputs, slices=1)
        assert plan == solve(asked)
        others = {"slices": 2, "end": "low", "spare": 0.1, "survive": 1, "min_replicas": 3}
        cautious = pack(asked.requests, 30, asked.instances, asked.throughputs, **others)
        assert cautious == solve(example(**others))
        assert {name: getattr(cautious, name) for name in others} == others

    def test_who_serves_what(self):
        plan = solve(example())
        total = sum(np.array(matrix) for matrix in plan.assignment.values())
        assert total == pytest.approx(np.array([[0.2, 0.1], [0.5, 0.2]]))
        assert sum(each.share for each in plan.rented) == pytest.approx(1)
        routed = plan.routing("A10G") + plan.routing("A100-80GB")
        assert routed == pytest.approx(np.ones((2, 2)))
        assert plan.routing("nothing like it") == pytest.approx(np.zeros((2, 2)))
        # One of the four buckets keeps three A10G busy: 30 · 0.2 / 2, by any of them that has it.
        assert plan.utilisation["A10G"] == pytest.approx(1)
        assert plan.rented[1].load == pytest.approx(plan.utilisation["A100-80GB"])

    def test_finer_slices_are_never_dearer(self):
        whole = solve(example()).usd_per_hour
        halves, quarters = (solve(example(slices=n)).usd_per_hour for n in (2, 4))
        assert quarters <= halves <= whole


@pytest.mark.parametrize("seed", range(40))
def test_as_cheap_as_the_best_of_all_assignments(seed):
    assert_best(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40, 200))
def test_as_cheap_as_the_best_of_all_other_assignments(seed):
    assert_best(seed)


def assert_best(seed):
    problem = small(seed)
    plan, best = solve(problem), enumerated(problem)
    assert agrees(plan, best), (plan, best)
    if plan.feasible:
        assert plan.gap == 0
        assert_serves(problem, plan)


def assert_serves(problem: Problem, plan: Plan) -> None:
    """Every request goes somewhere that can serve it, with the reserves that were asked for."""
    given = sum((np.array(each) for each in plan.assignment.values()), np.zeros((1, 1)))
    if problem.rate:
        assert given == pytest.approx(np.asarray(problem.requests.shares))
    for each in plan.rented:
        instance = next(kind for kind in problem.instances if kind.name == each.name)
        share = np.array(plan.assignment.get(each.name, np.zeros((1, 1))))
        served = problem.throughputs[each.name].value
        assert not ((share > 0) & (served == 0)).any() if share.any() else True
        load = sum(problem.rate * share[share > 0] / served[share > 0]) if share.any() else 0.0
        assert each.load == pytest.approx(load)
        spare = each.count - (problem.survive if share.any() else 0)
        assert load * (1 + problem.spare) <= spare * each.available + 1e-5
        assert instance.least <= each.count <= (instance.most or each.count)
    assert sum(plan.counts.values()) >= problem.min_replicas


class TestTheSameAsThePapersProgram:
    @pytest.mark.parametrize("seed", range(12))
    def test_counted_slices_cost_what_binary_ones_do(self, seed):
        problem = plain(seed, sizes=4, kinds=3, slices=3)
        price, _ = binary(problem)
        assert agrees(solve(problem), price)

    @pytest.mark.parametrize("seed", range(6))
    def test_any_order_of_the_slices_of_a_bucket_is_the_same_count(self, seed):
        problem = plain(seed, slices=4)
        taken = np.random.default_rng(seed).integers(0, 3, (3, 4))
        counted = np.stack([(taken == kind).sum(axis=1) for kind in range(3)], axis=1)
        by_slice = sum(problem.loads[b, taken[b, s]] for b in range(3) for s in range(4))
        assert (counted * problem.loads).sum() == pytest.approx(by_slice)


class TestLaws:
    @LAWS
    @given(st.integers(0, 10_000))
    def test_another_machine_never_makes_it_dearer(self, seed):
        problem = plain(seed)
        less = solve(problem.only(problem.names[:-1]))
        assert solve(problem).usd_per_hour <= less.usd_per_hour * (1 + 1e-6)

    @LAWS
    @given(st.integers(0, 10_000), st.floats(1.0, 3.0))
    def test_more_requests_never_make_it_cheaper(self, seed, factor):
        problem = plain(seed)
        more = solve(dataclasses.replace(problem, rate=problem.rate * factor))
        assert more.usd_per_hour >= solve(problem).usd_per_hour * (1 - 1e-6)

    @LAWS
    @given(st.integers(0, 10_000))
    def test_a_plan_survives_json(self, seed):
        plan = solve(small(seed))
        assert Plan.from_json(plan.to_json()) == plan
        with pytest.raises(ValueError, match="not a Plan"):
            Plan.from_json('{"version": 1, "is": "Frontier"}')


def test_a_table_of_it():
    frame = solve(example()).to_frame()
    assert list(frame["name"]) == ["A10G", "A100-80GB"]
    assert list(frame["count"]) == [3, 1]
    assert frame["utilisation"].between(0, 1 + 1e-6).all()
