"""Training a model by its configuration: published runs, laws, memory of states."""

import datetime

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.targets import Target
from jupyter_perf.core.workload import Workload
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import configs
from jupyter_perf.estimation.prices import Offer
from jupyter_perf.estimation.result import Estimate

H100 = targets.get("h100")
TODAY = datetime.date(2026, 11, 1)


def one(name="llama-3.1-8b", target=H100, tokens=15e12, devices=1024, kind="on-demand", **fields):
    workload = Workload(kind="train", tokens=tokens, devices=devices, **fields)
    mine = [Offer("h100", "on-demand", 2.0, "us", "2026-11")]
    return configs.estimate(name, workload, [target], offers=mine, kind=kind, today=TODAY)[0]


@pytest.mark.parametrize(
    ("name", "tokens", "hours"),
    [("llama-3.1-70b", 15e12, 7.0e6), ("llama-3.1-405b", 15.6e12, 30.84e6)],
)
def test_hours_that_were_published_are_near(name, tokens, hours):
    """By the models' pages; those of the 8B are 2.7 times as many, for reasons not said."""
    made = one(name, tokens=tokens, devices=16384)
    assert 0.6 < made.figures["device_hours"].value / hours < 1.5
    assert made.usd.value == pytest.approx(2 * made.figures["device_hours"].value)


def test_time_money_and_parts_add_up():
    made = one()
    assert made.seconds.value == pytest.approx(made.figures["days"].value * 86400)
    assert made.figures["flops"] == pytest.approx(sum(row.flops for row in made.rows), rel=1e-6)
    assert sum(row.share for row in made.rows) == pytest.approx(1)
    assert made.figures["tokens_per_s"].value * made.seconds.value == pytest.approx(15e12)
    assert made.joules.value > 0
    assert Estimate.from_json(made.to_json()) == made


def test_a_stated_share_of_the_peak_is_taken_as_it_is():
    made = one(mfu=0.5)
    assert made.seconds.low == made.seconds.high
    assert any("you state" in said for said in made.assumptions)
    found = {other.label: other for other in one().what_if}
    assert found["MFU 50%"].seconds.value == pytest.approx(made.seconds.value)


def test_states_follow_the_optimizer_and_are_split():
    adam, sgd = one(devices=8), one(devices=8, optimizer="sgd")
    assert adam.figures["state_bytes"] == pytest.approx(8_030_261_248 * 16 / 8)
    assert sgd.figures["state_bytes"] == pytest.approx(8_030_261_248 * 8 / 8)
    with pytest.raises(UsageError, match="adamw"):
        one(optimizer="magic")


def test_activations_are_those_of_the_paper():
    """34·s·b·h a layer for a GPT (Korthikanti et al., 2022, section 4.1)."""
    made = one("gpt2", sequence=1024, batch=2, devices=1)
    rest = made.peak_bytes.value - made.figures["state_bytes"] - 6 * 2048 * 50257
    assert rest == pytest.approx(34 * 2048 * 768 * 12)
    again = one("gpt2", sequence=1024, batch=2, devices=1, own=(("recompute", True),))
    assert again.peak_bytes.high < made.peak_bytes.value


def test_what_does_not_fit_says_on_how_many_it_would():
    made = one("llama-3.1-70b", devices=1)
    assert made.seconds is None
    assert "devices would do" in made.reasons["seconds"]
    assert made.fits.verdict == "no"
    assert made.figures["flops"] > 0
    assert any(other.seconds is not None for other in made.what_if)


def test_one_must_say_on_how_much_to_train():
    with pytest.raises(UsageError, match="say on how many `tokens`"):
        configs.estimate("gpt2", Workload(kind="train"), [H100])
    with pytest.raises(UsageError, match="at most"):
        one(tokens=1e300)


def test_a_target_without_a_peak():
    made = one(target=Target("odd", "An odd one", bandwidth_gb_per_s=100.0))
    assert made.seconds is None
    assert "unknown" in made.reasons["seconds"]
    assert made.what_if == ()


def test_curves_over_tokens_and_devices():
    made = one()
    by_name = {curve.over: curve for curve in made.curves}
    tokens = [point.expected.value for point in by_name["tokens"].fit]
    devices = [point.expected.value for point in by_name["devices"].fit]
    assert tokens == sorted(tokens)
    assert devices == sorted(devices, reverse=True)


def test_a_long_context_is_not_trained_at_its_full_length():
    assert "8,192" in one().source
    assert "1,024" in one("gpt2").source
