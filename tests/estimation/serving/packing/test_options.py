"""What else may be asked of a plan, and how long it may take."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from serving_packing_cases import able, example, large, requests

from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.program import STOPPED, Answer, Program, worthwhile
from jupyter_perf.estimation.serving.packing.solving import pack, solve
from jupyter_perf.estimation.serving.terms import Instance


class TestOptions:
    def test_no_requests_leave_what_is_kept(self):
        plan = solve(dataclasses.replace(example(), rate=0.0))
        assert plan.counts == {}
        assert plan.usd_per_hour == 0
        assert plan.gap == 0
        assert plan.usd_per_million_requests is None
        kept = solve(dataclasses.replace(example().changed("A10G", least=2), rate=0.0))
        assert kept.counts == {"A10G": 2}
        assert kept.usd_per_hour == pytest.approx(2.02)
        least = solve(dataclasses.replace(example(min_replicas=3), rate=0.0))
        assert least.counts == {"A10G": 3}

    def test_buckets_without_requests_need_no_machine(self):
        asked = requests([[1.0, 0.0]])
        plan = pack(asked, 4.0, [Instance("one", "x", 1.0)], {"one": able([[2.0, 0.0]])})
        assert plan.counts == {"one": 2}

    @pytest.mark.parametrize("rate", [5e-324, 1e-300, 1e-9, 1e-6])
    def test_however_few_requests_need_a_machine(self, rate):
        plan = solve(dataclasses.replace(example(), rate=rate))
        assert plan.counts == {"A10G": 1}
        assert plan.gap == 0

    def test_very_many_requests(self):
        plan = solve(dataclasses.replace(example(gap=1e-6), rate=1e5))
        assert plan.usd_per_hour == pytest.approx(4250 * 3.67, rel=0.2)

    def test_spare_is_capacity_beyond_the_load(self):
        one = requests([[1.0]])
        cost = {"one": able([[2.0]])}
        counts = [
            pack(one, 8.0, [Instance("one", "x", 1.0)], cost, spare=spare).counts["one"]
            for spare in (0.0, 0.25, 0.26)
        ]
        assert counts == [4, 5, 6]

    def test_one_of_each_kind_in_use_may_fail(self):
        plain_plan, safe = solve(example(slices=4)), solve(example(slices=4, survive=1))
        assert safe.usd_per_hour > plain_plan.usd_per_hour
        for each in safe.rented:
            assert each.load <= each.count - 1 + 1e-6
        idle = solve(dataclasses.replace(example(survive=1).changed("A10G", least=1), rate=0.0))
        assert idle.counts == {"A10G": 1}

    def test_what_is_kept_anyway_is_used(self):
        plan = solve(example().changed("A100-80GB", least=2))
        assert plan.counts == {"A100-80GB": 2}

    def test_no_more_than_are_to_be_had(self):
        plan = solve(example().changed("A10G", most=2))
        assert plan.counts == {"A100-80GB": 2}

    def test_machines_that_are_taken_away_do_less(self):
        one, cost = requests([[1.0]]), {"one": able([[2.0]])}
        spot = Instance("one", "x", 1.0, kind="spot", available=0.75)
        plan = pack(one, 8.0, [spot], cost)
        assert plan.counts == {"one": 6}
        assert plan.utilisation["one"] == pytest.approx(4 / (6 * 0.75))
        assert plan.usd_by_kind == {"spot": pytest.approx(6.0)}
        assert plan.share_by_kind == {"spot": pytest.approx(1.0)}

    def test_machines_that_cost_nothing_are_as_few_as_will_do(self):
        free = example().changed("A10G", usd_per_hour=0.0).changed("A100-80GB", usd_per_hour=0.0)
        plan = solve(free)
        assert plan.usd_per_hour == 0
        assert plan.gap == 0
        assert sum(plan.counts.values()) == 2
        mixed = solve(example().changed("A100-80GB", usd_per_hour=0.0))
        assert mixed.counts == {"A100-80GB": 2}

    def test_at_the_low_end_it_takes_more(self):
        usual, low = solve(example()), solve(example(end="low"))
        assert low.usd_per_hour >= usual.usd_per_hour
        assert low.end == "low"

    def test_prices_of_any_size(self):
        factors = (1e-9, 1e6)
        prices = [solve(scaled(example(), factor)).usd_per_hour for factor in factors]
        assert prices == [pytest.approx(6.70 * factor, rel=1e-6) for factor in factors]


def scaled(problem: Problem, factor: float) -> Problem:
    for each in problem.instances:
        problem = problem.changed(each.name, usd_per_hour=each.usd_per_hour * factor)
    return problem


class TestMachinesThatCantMatter:
    def test_a_twin_that_is_dearer_is_left_out(self):
        problem = example()
        twin = dataclasses.replace(problem.instances[0], name="twin", usd_per_hour=1.02)
        both = Problem(
            problem.requests,
            30.0,
            (*problem.instances, twin),
            {**problem.throughputs, "twin": problem.throughputs["A10G"]},
            slices=1,
        )
        assert worthwhile(both).tolist() == [True, True, False]
        assert solve(both).counts == solve(problem).counts

    def test_of_two_that_are_the_same_one_stays(self):
        problem = example()
        twin = dataclasses.replace(problem.instances[0], name="twin")
        names = (twin, *problem.instances)
        same = {**problem.throughputs, "twin": problem.throughputs["A10G"]}
        assert worthwhile(Problem(problem.requests, 30.0, names, same)).sum() == 2

    @pytest.mark.parametrize("change", [{"most": 5}, {"usd_per_hour": 2.0}, {"available": 0.9}])
    def test_one_that_is_scarce_dearer_or_taken_away_hides_no_other(self, change):
        problem = example().changed("A100-80GB", usd_per_hour=1.01)
        assert worthwhile(problem).tolist() == [False, True]
        assert worthwhile(problem.changed("A100-80GB", **change)).all()

    def test_what_is_kept_stays(self):
        problem = example().changed("A100-80GB", usd_per_hour=1.01).changed("A10G", least=1)
        assert worthwhile(problem).all()


class TestTime:
    def test_a_bound_is_said_where_there_was_no_time_for_proof(self, monkeypatch):
        monkeypatch.setattr(Program, "solve", lambda *_, **__: Answer(STOPPED, None, None, -np.inf))
        plan = solve(example())
        assert plan.feasible
        assert 0 < plan.lower_bound <= 6.70 <= plan.usd_per_hour
        assert plan.gap == pytest.approx(1 - plan.lower_bound / plan.usd_per_hour)
        assert "weren't enough to prove" in plan.notes[0]

    def test_the_solvers_own_bound_counts(self, monkeypatch):
        monkeypatch.setattr(Program, "solve", lambda *_, **__: Answer(STOPPED, None, None, 6.5))
        assert solve(example()).lower_bound == 6.5

    def test_no_plan_and_no_proof(self, monkeypatch):
        monkeypatch.setattr(Program, "solve", lambda *_, **__: Answer(STOPPED, None, None, -np.inf))
        plan = solve(example().changed("A10G", most=3).changed("A100-80GB", most=1))
        assert not plan.feasible
        assert "no plan was found in 20 s" in plan.reasons["usd_per_hour"]

    def test_a_gap_that_was_asked_for(self):
        exact, near = (solve(large(1, 3.0, gap=gap)) for gap in (0.0, 0.05))
        assert exact.gap == 0
        assert near.gap <= 0.05
        assert near.lower_bound <= exact.usd_per_hour <= near.usd_per_hour
        assert near.usd_per_hour <= exact.usd_per_hour / 0.95

    def test_ten_machines_and_a_hundred_sizes(self):
        plan = solve(large(0, 30.0, time_limit_s=2.0))
        assert plan.feasible
        assert plan.gap <= 0.01
        assert plan.lower_bound <= plan.usd_per_hour
