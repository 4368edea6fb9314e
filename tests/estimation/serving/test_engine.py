"""From a question about serving to its answer."""

import itertools

import numpy as np
import pytest
import serving_results as made
from serving_results import MELANGE, RATE, SHARES, asked, estimated

import jupyter_perf as jp
from jupyter_perf.core.progress import silent
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import engine, gathering, speculating
from jupyter_perf.estimation.serving.packing import search
from jupyter_perf.estimation.serving.packing.solving import pack
from jupyter_perf.estimation.serving.parts import REPLACED, TOO_LARGE
from jupyter_perf.estimation.serving.result import ServingEstimate
from jupyter_perf.estimation.serving.terms import Slo

EXAMPLE = {"requests": SHARES, "rate": RATE, "slo": {"tpot": 0.1}}
CONFIG = "llama-3.1-8b"
SHORT = {(500, 200): 1.0}


def profiled(own=(), **changed):
    return estimated(own={"profile": MELANGE, "slices": 1, **dict(own)}, **{**EXAMPLE, **changed})


def test_the_authors_example_through_the_public_function():
    own = {"profile": MELANGE, "slices": 1}
    found = jp.estimate(None, workload=jp.Workload(kind="serve", own=own, **EXAMPLE))
    assert found.counts == {"a10g": 3, "a100-80gb": 1}
    assert found.plan.usd_per_hour == pytest.approx(6.70)
    assert found.answer == (
        "3 × a10g + 1 × a100-80gb: $6.70 an hour, 9% less than the cheapest single kind"
        " (2 × a100-80gb, $7.34)"
    )
    assert (found.best_alone.name, found.best_alone.usd_per_hour) == ("a100-80gb", 7.34)
    assert found.saving == pytest.approx(1 - 6.70 / 7.34)
    assert not found.modelled
    assert (found.usd_per_hour.low, found.usd_per_hour.high) == (found.plan.usd_per_hour,) * 2
    assert jp.last("serving") is found


@pytest.mark.parametrize("make", [made.small, made.modelled, made.refused, made.nothing_to_do])
def test_it_survives_its_json_and_shows_itself(make):
    found = make()
    assert ServingEstimate.from_json(found.to_json()) == found
    assert found.created
    assert "scipy" in found.versions
    assert found.answer
    frame = found.to_frame()
    assert list(frame.instance) == [each.name for each in found.offers]
    assert frame["count"].sum() == sum(found.counts.values())
    assert "text/plain" in found._repr_mimebundle_()
    assert str(found)


def test_a_days_plan_follows_its_rates():
    day = made.small().day
    assert [each.rate for each in day.hours] == list(made.DAY)
    assert day.usd == pytest.approx(sum(each.usd for each in day.hours))
    assert day.usd_of_peak == pytest.approx(24 * 6.70)
    assert day.saving == pytest.approx(1 - day.usd / day.usd_of_peak)
    assert profiled().day is None


def test_the_prices_at_which_the_mix_changes_are_right():
    found = made.small()
    [a10g, a100] = found.sensitivity.turns
    # Three A10G replace one A100-80GB; without the A100 there would be 12 of them.
    assert (a10g.instance, a10g.usd_per_hour) == ("a10g", pytest.approx(3.67 / 3))
    assert (a100.instance, a100.usd_per_hour) == ("a100-80gb", pytest.approx(9 * 1.01))
    rates = {each.rate: each.usd_per_hour for each in found.sensitivity.rates}
    assert rates[RATE] == found.plan.usd_per_hour
    assert all(low <= high for low, high in itertools.pairwise(rates.values()))
    assert found.sensitivity.carries.value >= RATE


def test_a_known_model_is_planned_by_the_roofline():
    found = made.modelled()
    assert found.modelled
    assert {each.source for each in found.throughputs} == {"modelled"}
    assert "by the roofline, not measured" in found.answer
    assert found.usd_per_hour.low < found.usd_per_hour.high
    assert found.optimistic.usd_per_hour <= found.plan.usd_per_hour <= found.cautious.usd_per_hour
    assert any("shares of peaks" in each for each in found.assumptions)
    carried = found.sensitivity.carries
    assert carried.low <= found.rate * 1.5
    assert carried.value >= found.rate * (1 - 1e-6)


def test_what_needs_not_be_weighed_is_left_out_with_why_and_changes_no_price():
    one = {"requests": SHORT, "rate": 20.0, "slo": 0.05}
    pruned = estimated(CONFIG, "a10g,h100", **one)
    assert {each.devices for each in pruned.offers} < {1, 2, 4, 8}
    assert "do as much for the money" in " ".join(pruned.left_out.values())
    assert set(pruned.left_out_kinds) == set(pruned.left_out)
    assert {each.kind for each in pruned.left_out_kinds.values()} == {REPLACED}
    question = asked(CONFIG, "a10g,h100", own={"tensor_parallel": (1, 2, 4, 8)}, **one)
    everything = gathering.able(question, lambda *_: None)
    from jupyter_perf.estimation.serving import profiles

    throughputs = profiles.throughputs(
        question.offer.instances, question.requests, question.slo, config=CONFIG
    )
    whole = pack(question.requests, 20.0, question.offer.instances, throughputs)
    assert whole.usd_per_hour == pytest.approx(pruned.plan.usd_per_hour)
    assert len(everything.instances) < len(question.offer.instances)


def test_speculation_is_of_the_load_that_the_plan_gives():
    found = made.modelled()
    assert [each.instance for each in found.speculation] == list(found.counts)
    for each in found.speculation:
        rented = next(one for one in found.plan.rented if one.name == each.instance)
        assert each.rate == pytest.approx(found.rate * rented.share / rented.count)
        assert each.acceptance == 0.6
        assert {0.6, 0.8} <= set(each.acceptances)
        shape = (len(each.acceptances), len(each.rates))
        assert np.shape(each.lengths) == np.shape(each.speed_ups) == shape
        assert np.min(each.speed_ups) >= 1
        assert np.all(np.diff(each.speed_ups, axis=0) >= -1e-9)  # more accepted, never slower
        assert "speculation" in each.hurts
    assert not made.small().speculation
    assert "speculation" not in made.small().reasons
    asked_for = profiled({"acceptance": 0.7})
    assert "model's configuration" in asked_for.reasons["speculation"]


def test_what_is_taken_for_granted_of_speculation_is_said():
    found = estimated(CONFIG, "h100", requests=SHORT, rate=5.0, slo=0.05)
    said = " ".join(found.assumptions)
    assert f"{speculating.ACCEPTANCE:.0%} are taken to be right" in said
    assert found.speculation[0].draft_cost == speculating.DRAFT_COST
    assert "acceptance" not in " ".join(made.modelled().assumptions)


def test_without_requests_nothing_has_to_run_but_what_is_kept():
    found = made.nothing_to_do()
    assert found.answer == "no requests: nothing has to run"
    assert found.plan.usd_per_hour == 0
    assert not found.throughputs
    kept = profiled({"min_replicas": 2}, rate=0)
    assert kept.answer == "no requests: what is kept whatever the load is 2 × a10g, $2.02 an hour"


def test_a_target_that_nothing_meets_says_which_could_be():
    found = made.refused()
    assert not found.feasible
    assert found.answer.startswith("nothing on offer meets 1 ms for each further token")
    assert found.reasons["plan"] == found.answer
    assert found.usd_per_hour is None
    for name, slo in found.loosest.items():
        assert slo.tpot > 0.001
        assert f"{name}: " in found.answer
    assert found.answer.startswith(f"{found.answer_alone}; the nearest targets")
    assert "nearest" not in found.answer_alone
    nearest = next(iter(found.loosest.values()))
    again = estimated(CONFIG, "a10g,h100", requests=SHORT, rate=1e-6, slo=nearest)
    assert again.feasible, again.answer
    tighter = Slo(tpot=nearest.tpot / 1.2)
    assert not estimated(CONFIG, "a10g,h100", requests=SHORT, rate=1e-6, slo=tighter).feasible


def test_only_what_cant_be_met_is_loosened():
    slo = {"tpot": 0.001, "ttft": 3.0}
    found = estimated(CONFIG, "h100", requests=SHORT, rate=1.0, slo=slo)
    assert {each.ttft for each in found.loosest.values()} == {3.0}


def test_a_model_of_a_short_context_says_so_first():
    found = estimated("llama-2-7b", "a100-80gb", requests="document", rate=1.0, slo=0.1)
    assert "of requests" in found.answer
    assert "longer than the 4,096 tokens that the model was made for" in found.answer
    assert not found.loosest


@pytest.mark.parametrize(
    ("config", "target", "said"),
    [
        ("llama-3.1-405b", "l4,t4", "it doesn't fit"),
        ("bert-base-uncased", "h100", "reads text and writes none"),
        (CONFIG, "mi300x", "no on-demand price of mi300x is known"),
    ],
)
def test_what_nothing_can_serve_is_an_answer_with_the_reason(config, target, said):
    found = estimated(config, target, requests=SHORT, rate=1.0, slo=0.1)
    assert found.answer.startswith("nothing on offer can serve it")
    assert said in found.answer
    assert found.left_out
    large = {name for name, why in found.left_out.items() if "devices would do" in why}
    kinds = found.left_out_kinds
    assert {name for name, each in kinds.items() if each.kind == TOO_LARGE} == large
    assert all(f"; {kinds[name].devices} devices would" in found.left_out[name] for name in large)
    assert bool(large) == (said == "it doesn't fit")
    assert not found.offers
    assert ServingEstimate.from_json(found.to_json()) == found


def test_too_few_machines_are_told_with_how_many_there_would_have_to_be():
    found = profiled({"most": {"a10g": 1, "a100-80gb": 1}})
    assert not found.feasible
    assert "there are too few instances" in found.answer
    assert found.plan.limits


def test_a_low_end_without_a_plan_is_said_beside_the_price():
    found = estimated("llama-3.1-70b", "l4", requests="document", rate=3.0, slo=0.1)
    assert found.feasible
    assert found.usd_per_hour is None
    assert "at its low end nothing meets the target" in found.answer
    assert "at the low end" in found.reasons["usd_per_hour"]


def test_a_profile_of_other_buckets_is_a_mistake():
    bare = {name: each for name, each in MELANGE.items() if name != "buckets"}
    with pytest.raises(UsageError, match="2 × 2 sizes, and there are 10 × 10 buckets"):
        estimated(requests="chat", rate=1.0, slo=0.1, own={"profile": bare})


def test_what_the_profile_lacks_is_modelled():
    own = {"profile": {"h100": {"tputs": [[5.0]]}}, "buckets": ((1000,), (500,))}
    found = estimated(CONFIG, "h100,a10g", requests=SHORT, rate=1.0, slo=0.1, own=own)
    assert {each.instance: each.source for each in found.throughputs} == {
        "h100": "profile",
        "a10g": "modelled",
    }


@pytest.mark.parametrize("part", ["alone", "sensitivity", "_speculation"])
def test_an_interrupt_leaves_what_is_known(monkeypatch, part):
    def interrupted(*_args, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(gathering, part, interrupted)
    found = profiled()
    assert found.stopped == "by you"
    assert found.counts == {"a10g": 3, "a100-80gb": 1}
    assert found.answer.startswith("3 × a10g + 1 × a100-80gb: $6.70 an hour")
    assert found.sensitivity is None


def test_stopped_at_once_it_says_so():
    found = engine.estimate(made.asked(own={"profile": MELANGE}, **EXAMPLE), silent, lambda: True)
    assert found.stopped == "by you"
    assert found.plan is None
    assert "stopped before anything was known" in found.answer
    assert ServingEstimate.from_json(found.to_json()) == found


def test_it_says_how_far_it_is():
    heard = []
    engine.estimate(asked(CONFIG, "h100", requests=SHORT, rate=1.0, slo=0.05), heard.append)
    assert [each.done for each in heard] == sorted(each.done for each in heard)
    assert "what h100 can do" in {each.stage for each in heard}


def test_weights_of_fewer_bits_fit_more_and_are_read_faster():
    whole = estimated(CONFIG, "a10g", requests=SHORT, rate=5.0, slo=0.05)
    small = estimated(CONFIG, "a10g", requests=SHORT, rate=5.0, slo=0.05, weight_bits=4.0)
    assert small.plan.usd_per_hour < whole.plan.usd_per_hour


def test_a_plan_that_was_found_is_kept_where_its_proof_is_stopped(monkeypatch):
    def interrupted(*_args, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(search.Program, "solve", interrupted)
    found = profiled()
    assert found.stopped == "by you"
    assert found.plan.usd_per_hour >= 6.70
    assert found.plan.gap > 0
    assert "stopped before more was proven" in found.plan.notes[0]
    assert ServingEstimate.from_json(found.to_json()) == found
