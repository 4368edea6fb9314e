"""Other prices, rates and throughputs."""

from __future__ import annotations

import dataclasses
import math

import pytest
from serving_packing_cases import example

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.packing import planning
from jupyter_perf.estimation.serving.packing.obstacles import UNDECIDED
from jupyter_perf.estimation.serving.packing.plan import Plan
from jupyter_perf.estimation.serving.packing.sensitivity import Sensitivity, sensitivity
from jupyter_perf.estimation.serving.packing.solving import solve


def test_prices_and_rates_as_if_planned_for():
    found = sensitivity(example(), price_factors=(0.5, 0.9, 1.1, 1.5), rate_factors=(0.5, 2.0))
    assert found.plan == solve(example())
    assert len(found.prices) == 8
    for each in found.prices:
        usd = example().only((each.instance,)).prices[0] * each.factor
        changed = solve(example().changed(each.instance, usd_per_hour=usd))
        assert each.plan.usd_per_hour == pytest.approx(changed.usd_per_hour)
    assert [each.plan for each in found.rates] == [
        solve(dataclasses.replace(example(), rate=rate)) for rate in (15.0, 60.0)
    ]
    assert found.changed()["A10G"] == [1.5]
    assert found.notes == ()
    assert Sensitivity.from_json(found.to_json()) == found


def test_one_that_stays_out_isnt_planned_for_again(monkeypatch):
    dear = example().changed("A10G", usd_per_hour=2.0)
    asked = []

    def watched(problem):
        asked.append(problem.only(("A10G",)).prices[0])
        return solve(problem)

    monkeypatch.setattr(planning, "solve", watched)
    found = sensitivity(dear, price_factors=(0.5, 0.75, 1.5), rate_factors=(1.0,))
    by_price = {each.factor: each.plan for each in found.prices if each.instance == "A10G"}
    assert by_price[0.75] is by_price[1.5] is found.plan
    assert by_price[0.5].counts == {"A10G": 3, "A100-80GB": 1}
    assert 1.5 not in asked
    assert 3.0 not in asked


def test_what_becomes_of_the_plan_if_the_model_is_wrong():
    found = sensitivity(example(), price_factors=(1.0,), rate_factors=(1.0,))
    low, high = found.throughputs
    assert (low.end, high.end) == ("low", "high")
    assert low.plan == solve(example(end="low"))
    assert not low.holds(30.0)
    assert high.holds(30.0)
    # Throughputs are 0.8 and 1.25 times as high at their ends.
    assert high.most_rate / low.most_rate == pytest.approx(1.25 / 0.8)


def test_without_a_plan_there_is_nothing_to_vary():
    none = sensitivity(example().changed("A10G", most=0).changed("A100-80GB", most=0))
    assert not none.plan.feasible
    assert none.prices == none.rates == none.turning == none.throughputs == ()


def test_no_requests():
    found = sensitivity(dataclasses.replace(example(), rate=0.0), price_factors=(2.0,))
    assert found.changed() == {}
    assert all(each.plan.usd_per_hour == 0 for each in found.rates)


@pytest.mark.parametrize(
    "options",
    [
        {"price_factors": 2.0},
        {"price_factors": "12"},
        {"price_factors": (-1.0,)},
        {"rate_factors": (math.nan,)},
        {"rate_factors": ("2",)},
        {"time_limit_s": -1.0},
    ],
)
def test_factors_that_make_no_sense(options):
    with pytest.raises(UsageError, match=next(iter(options))):
        sensitivity(example(), **options)


def test_what_isnt_asked_for_is_left_out():
    found = sensitivity(example(), price_factors=(), rate_factors=iter(()))
    assert found.prices == found.rates == ()
    assert len(found.turning) == 2


def test_too_little_time_is_said(monkeypatch):
    def unsure(problem):
        plan = solve(problem)
        return dataclasses.replace(plan, lower_bound=plan.usd_per_hour * 0.9)

    monkeypatch.setattr(planning, "solve", unsure)
    found = sensitivity(example(), price_factors=(1.1,), rate_factors=(2.0,))
    assert "may be up to 10% too dear" in found.notes[0]
    assert not any(each.exact for each in found.turning)


def test_it_says_how_far_it_is():
    heard = []
    sensitivity(example(), price_factors=(1.1,), rate_factors=(1.0,), progress=heard.append)
    done = [each.done for each in heard]
    assert done == sorted(done)
    assert all(0 <= each < 1 for each in done)


def test_a_plan_that_is_known_is_the_base():
    known = dataclasses.replace(solve(example()), notes=("known",))
    assert sensitivity(example(), rate_factors=(1.0,), plan=known).rates[0].plan is known


def test_prices_never_contradict_a_plan_that_isnt_the_cheapest():
    # Twelve A10G cost more than the mix, and are what was found in time.
    dear = solve(example().only(("A10G",)))
    unproven = dataclasses.replace(dear, lower_bound=1.0)
    found = sensitivity(example(), plan=unproven)
    assert found.plan.counts == {"A10G": 12}
    for turn in found.turning:
        assert not turn.exact
        if turn.usd_per_hour is not None:
            assert turn.usd_per_hour >= turn.now if turn.used else turn.usd_per_hour <= turn.now
        else:
            assert "time was too short" in turn.reason


def test_nothing_is_needed_at_any_price_just_since_time_was_short(monkeypatch):
    undecided = Plan(30.0, reasons={"usd_per_hour": "no plan was found", UNDECIDED: "0.1 s"})

    def solved(problem):
        return undecided if problem.ceilings.min() == 0 else solve(problem)

    monkeypatch.setattr(planning, "solve", solved)
    found = sensitivity(example(), price_factors=(), rate_factors=())
    assert {(turn.usd_per_hour, turn.reason) for turn in found.turning} == {
        (None, "time was too short to know")
    }
