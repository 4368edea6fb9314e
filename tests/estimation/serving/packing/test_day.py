"""A curve of rates, planned step by step."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from serving_packing_cases import example

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.packing import planning
from jupyter_perf.estimation.serving.packing.day import STEADY, Day, day
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.packing.staying import Fleet

CURVE = [3.0, 3.0, 5.0, 10.0, 30.0, 30.0, 20.0, 4.0]


def at(rate):
    return solve(dataclasses.replace(example(), rate=rate))


def test_each_step_has_the_cheapest_plan():
    found = day(example(), CURVE)
    assert [each.plan for each in found.steps] == [at(rate) for rate in CURVE]
    assert found.usd == pytest.approx(sum(at(rate).usd_per_hour for rate in CURVE))
    assert found.usd_peak == pytest.approx(8 * 6.70)
    assert found.saving == pytest.approx(1 - found.usd / found.usd_peak)
    assert found.usd_per_day == pytest.approx(found.usd * 3)
    assert [each.begins_h for each in found.steps] == list(range(8))
    assert found.notes == ()


def test_what_is_started_is_stopped_again():
    found = day(example(), CURVE)
    running = dict(found.steps[-1].plan.counts)
    for each in found.steps:
        for name, number in each.started.items():
            running[name] = running.get(name, 0) + number
        for name, number in each.stopped.items():
            running[name] -= number
        assert {name: n for name, n in running.items() if n} == each.plan.counts
    stopped = sum(sum(each.stopped.values()) for each in found.steps)
    assert found.changes == stopped > 0


def test_equal_rates_are_planned_once(monkeypatch):
    solved = []

    def counted(problem):
        solved.append(problem.rate)
        return solve(problem)

    monkeypatch.setattr(planning, "solve", counted)
    day(example(), CURVE)
    assert sorted(solved) == sorted(set(CURVE))


def test_steps_of_different_length():
    found = day(example(), [30.0, 3.0], hours=[8.0, 16.0])
    assert found.hours == 24
    assert found.usd == pytest.approx(8 * 6.70 + 16 * at(3.0).usd_per_hour)
    assert found.usd_per_day == pytest.approx(found.usd)
    assert found.steps[1].begins_h == 8


def test_rates_of_any_kind_of_list():
    usual = day(example(), [30.0, 3.0])
    for rates in (np.array([30.0, 3.0]), (30, 3), iter([30.0, 3.0]), pd.Series([30.0, 3.0])):
        assert day(example(), rates) == usual


def test_one_rate_all_day():
    found = day(example(), [30.0], hours=24.0)
    assert found.saving == 0
    assert found.changes == 0


def test_nothing_all_day():
    found = day(example(), [0.0, 0.0])
    assert found.usd == 0
    assert found.saving is None


class TestStaying:
    @pytest.mark.parametrize("stay_h", [1.5, 2.0, 3.0, 5.0])
    def test_nothing_is_stopped_before_its_time(self, stay_h):
        found = day(example(), CURVE, stay_h=stay_h)
        counts = [each.plan.counts for each in found.steps]
        # Twice around: what is started at the end of the curve stays at its beginning.
        for begin, each in enumerate(found.steps):
            for name, number in each.started.items():
                before = counts[begin - 1].get(name, 0)
                for later in range(begin, begin + math.ceil(stay_h)):
                    assert counts[later % len(counts)].get(name, 0) >= min(number, number + before)

    def test_it_costs_more_and_changes_less(self):
        free, bound = day(example(), CURVE), day(example(), CURVE, stay_h=3.0)
        assert free.usd <= bound.usd <= bound.usd_peak * (1 + 1e-9)
        assert bound.changes <= free.changes

    def test_where_it_never_pays_one_plan_is_used_throughout(self):
        found = day(example(), CURVE, stay_h=100.0)
        assert found.usd == pytest.approx(found.usd_peak)
        assert STEADY in found.notes
        assert found.changes == 0

    def test_the_oldest_are_stopped_first(self):
        fleet = Fleet(2.0)
        fleet.become({"a": 2})
        fleet.age(1.0)
        fleet.become({"a": 3})
        assert fleet.bound() == {"a": 3}
        fleet.age(1.0)
        assert fleet.bound() == {"a": 1}
        fleet.become({"a": 1})
        assert fleet.bound() == {"a": 1}
        fleet.age(1.0)
        assert fleet.bound() == {}
        fleet.become({})
        assert fleet.bound() == {}

    def test_tenths_of_hours_add_up(self):
        fleet = Fleet(0.3)
        fleet.become({"a": 1})
        for _ in range(3):
            fleet.age(0.1)
        assert fleet.bound() == {}


def test_a_step_without_a_plan_is_named():
    limited = example().changed("A10G", most=2).changed("A100-80GB", most=1)
    found = day(limited, CURVE)
    assert found.usd is None
    assert found.usd_per_day is None
    assert found.usd_peak is None
    assert found.saving is None
    assert found.reasons["usd"].startswith("step 5: there are too few instances")
    assert found.steps[0].plan.feasible
    assert Day.from_json(found.to_json()) == found


def test_it_survives_json():
    found = day(example(), CURVE, stay_h=2.0)
    assert Day.from_json(found.to_json()) == found


def test_it_says_how_far_it_is():
    heard = []
    day(example(), CURVE, progress=heard.append)
    assert [each.done for each in heard] == [step / 8 for step in range(8)]


@pytest.mark.parametrize(
    ("rates", "options", "said"),
    [
        ([], {}, "`rates`"),
        (3.0, {}, "`rates`"),
        ("33", {}, "`rates`"),
        ({3.0: 1}, {}, "`rates`"),
        ([[3.0, 4.0]], {}, "`rates`"),
        ([3.0, -1.0], {}, "`rates`"),
        ([3.0, math.nan], {}, "`rates`"),
        ([3.0], {"hours": 0.0}, "`hours`"),
        ([3.0], {"hours": [1.0, 2.0]}, "`hours` are 2, `rates` 1"),
        ([3.0], {"hours": [-1.0]}, "`hours`"),
        ([3.0], {"stay_h": -1.0}, "`stay_h`"),
        ([3.0], {"stay_h": math.inf}, "`stay_h`"),
        ([3.0], {"time_limit_s": 0}, "`time_limit_s`"),
    ],
)
def test_curves_that_make_no_sense(rates, options, said):
    with pytest.raises(UsageError, match=said):
        day(example(), rates, **options)
