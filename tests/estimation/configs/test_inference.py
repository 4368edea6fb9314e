"""Serving a model by its configuration: laws that hold on any target, and what is refused."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.core.workload import Workload
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import configs
from jupyter_perf.estimation.models import llm
from jupyter_perf.estimation.models.efficiency import Efficiency
from jupyter_perf.estimation.prices import Offer
from jupyter_perf.estimation.result import Estimate

H100 = targets.get("h100")
TODAY = datetime.date(2026, 11, 1)
MINE = [Offer("h100", kind, 3.6, "us", "2026-11") for kind in ("on-demand", "spot", "serverless")]


def one(name="llama-3.1-8b", target=H100, **fields):
    options = {
        each: fields.pop(each) for each in ("kind", "region", "efficiency") if each in fields
    }
    workload = Workload(**fields)
    return configs.estimate(name, workload, [target], offers=MINE, today=TODAY, **options)[0]


def test_phases_and_parts_add_up():
    made = one(batch=4, output=100)
    assert made.kind == "config"
    assert {row.name.partition(":")[0] for row in made.rows} == {"prefill", "decode"}
    assert sum(row.share for row in made.rows) == pytest.approx(1)
    assert sum(row.seconds.value for row in made.rows) == pytest.approx(made.seconds.value)
    # The weights of all layers, once for each of the 99 steps after the first token.
    moved = sum(row.moved_bytes for row in made.rows if row.name.startswith("decode"))
    model = llm.read(configs.find("llama-3.1-8b").config)
    assert moved > 99 * 2 * (model.parameters - model.embedding_params)
    assert (made.figures["prefill_bound"], made.figures["decode_bound"]) == ("compute", "memory")
    assert made.bound == "memory"


def test_figures_agree_with_each_other():
    made = one(batch=8, prompt=1000, output=200)
    figures = made.figures
    whole = figures["first_token_s"].value + 199 * figures["per_token_s"].value
    assert made.seconds.value == pytest.approx(whole)
    assert figures["tokens_per_s"].value == pytest.approx(8 * 200 / made.seconds.value)
    # At $3.60 an hour, a second is a tenth of a cent.
    assert made.usd.value == pytest.approx(made.seconds.value * 0.001)
    paid = figures["usd_per_million_output_tokens"].value
    assert paid == pytest.approx(figures["per_token_s"].value / 8 * 1e6 * 0.001, rel=1e-4)
    parts = figures["weight_bytes"] + figures["kv_cache_bytes"]
    assert made.peak_bytes.value == pytest.approx(parts + figures["activation_bytes"].value)
    assert 0 < figures["prefill_mfu"].low <= figures["prefill_mfu"].high <= 1
    assert 0 < figures["decode_bandwidth_share"].high <= 1


def test_the_largest_batch_fits_and_one_more_does_not():
    most = one().figures["largest_batch"]
    assert most.low <= most.value <= most.high
    fits = [one(batch=int(most.high) + extra).fits.verdict for extra in (0, 1)]
    assert fits == ["maybe", "no"]
    assert one(batch=int(most.low)).fits.verdict == "yes"


def test_what_does_not_fit_has_no_time_but_a_way_out():
    made = one("llama-3.1-405b")
    assert made.seconds is made.usd is made.joules is None
    assert made.rows == ()
    assert "doesn't fit" in made.reasons["seconds"]
    assert "16 devices would do" in made.reasons["seconds"]
    assert made.peak_bytes.value > 8e11
    assert made.figures["largest_batch"].value == 0
    assert one("llama-3.1-405b", devices=16).seconds is not None
    assert one("llama-3.1-405b", target=targets.get("here")).reasons["seconds"]


def test_a_target_of_which_nothing_is_known():
    empty = Target("odd", "An odd one")
    made = one(target=empty)
    assert made.seconds is None
    assert "unknown" in made.reasons["seconds"]
    assert made.fits is None
    assert made.peak_bytes is not None
    assert [curve.quantity for curve in made.curves] == ["peak_bytes"] * 3
    assert all(other.seconds is None and other.reason for other in made.what_if)


def test_an_encoder_reads_and_writes_nothing():
    made = one("bert-base", prompt=128, output=500)
    assert {row.name.partition(":")[0] for row in made.rows} == {"pass"}
    assert "per_token_s" not in made.figures
    assert {size.name for size in made.sizes} == {"batch", "prompt", "devices"}
    assert "written" not in made.source


def test_what_if_says_what_changes():
    made = one(batch=2)
    found = {other.label: other for other in made.what_if}
    assert "batch 2" not in found
    assert found["weights of 4 bits"].seconds.high < made.seconds.value
    assert found["weights of 4 bits"].peak_bytes.high < made.peak_bytes.value
    assert found["batch 64"].seconds.value > made.seconds.value
    # Twice the devices aren't twice the speed, so an answer costs more.
    assert found["8 devices"].seconds.value < made.seconds.value
    assert found["8 devices"].usd.value > made.usd.value
    small = one(target=targets.get("l4"), batch=8)
    refused = next(other for other in small.what_if if other.label == "batch 64")
    assert refused.seconds is None
    assert "2 devices would do" in refused.reason


def test_curves_rise_and_pass_through_the_estimate():
    made = one(batch=8)
    for curve in made.curves:
        values = [point.expected.value for point in curve.fit]
        sizes = [point.sizes[curve.over] for point in curve.fit]
        assert sizes == sorted(set(sizes))
        assert values == sorted(values)
        own = next(size.value for size in made.sizes if size.name == curve.over)
        at = next(point for point in curve.fit if point.sizes[curve.over] == own)
        assert at.expected.value == pytest.approx(getattr(made, curve.quantity).value, rel=1e-3)
        assert f"`{curve.over}`" in curve.words


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(["gpt2", "mixtral-8x7b", "deepseek-v3", "gemma-3-1b", "bert-base"]),
    target=st.sampled_from(["h200", "l4", "here", "tpu-v5e", "m3-max"]),
    batch=st.integers(1, 512),
    prompt=st.integers(1, 100_000),
    output=st.integers(1, 5000),
    bits=st.sampled_from([4.0, 8.0, 16.0]),
    devices=st.sampled_from([1, 2, 8]),
)
def test_whatever_is_asked_becomes_plain_data(name, target, batch, prompt, output, bits, devices):
    workload = Workload(
        batch=batch, prompt=prompt, output=output, weight_bits=bits, devices=devices
    )
    (made,) = configs.estimate(name, workload, [targets.get(target)], today=TODAY)
    assert Estimate.from_json(made.to_json()) == made
    assert len(made.to_json()) < 30_000
    for quantity in ("seconds", "joules", "grams_co2e", "usd"):
        found = getattr(made, quantity)
        assert (found is None) == (quantity in made.reasons)
        assert found is None or found.low > 0


def test_what_only_memory_bounds_is_answered_where_operations_are_unknown():
    workload = Workload(batch=1, prompt=1, output=1, weight_bits=4.0)
    (made,) = configs.estimate("gpt2", workload, [targets.get("m3-max")], today=TODAY)
    assert made.seconds is not None
    assert "idealized_start_s" not in made.figures


def test_kinds_of_offers():
    steady, spot = one(), one(kind="spot")
    assert spot.usd.value > steady.usd.value  # at the same price, interruptions come on top
    call = one(kind="serverless", output=1)
    assert call.usd.value == pytest.approx(0.001)  # a whole second, however short the call
    with pytest.raises(UsageError, match="one of on-demand"):
        one(kind="cheap")
    with pytest.raises(UsageError, match="did you mean"):
        one(region="us-east-11")


def test_what_was_measured_goes_before_what_is_usual():
    half = Range(0.5, 0.5, 0.5)
    wait = Range(0.0, 0.0, 0.0)
    made = one(efficiency=lambda target: Efficiency(half, half, half, wait, wait))
    assert made.seconds.low == made.seconds.value == made.seconds.high
    assert any("as measured" in said for said in made.assumptions)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weight_bits": 0.0}, "weight_bits"),
        ({"devices": 5000}, "devices"),
        ({"batch": 10**9}, "batch"),
        ({"own": (("colour", 3),)}, "colour"),
    ],
)
def test_what_makes_no_sense_is_named(fields, said):
    with pytest.raises(UsageError, match=said):
        one(**fields)


def test_the_ideal_runtime_is_that_of_one_sequence():
    ideal = configs.ideal("llama-3.1-8b", H100, Workload(prompt=2048, output=64))
    made = one(prompt=2048, output=64)
    assert ideal.seconds(2048, 64).value == pytest.approx(made.seconds.value, rel=0.1)
    assert made.figures["idealized_s_per_output_token"] == ideal.per_output_token
    with pytest.raises(UsageError, match="writes none"):
        configs.ideal("bert-base", H100)
