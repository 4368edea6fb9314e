"""Time in the other currencies, and reasons in place of what isn't known."""

import datetime

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import prices
from jupyter_perf.estimation.costing import costs

HOUR = Range(3600, 3000, 4500)
H100 = targets.get("h100")


def test_an_hour_of_an_h100():
    found = costs(HOUR, H100, bound="memory", region="us-east-1", devices=2)
    assert not found.reasons
    assert found.joules.value == pytest.approx(2 * 3600 * 0.6 * 700 * 1.2)
    assert found.grams_co2e.value == pytest.approx(found.joules.value / 3.6e6 * 343.48)
    assert found.usd.value == pytest.approx(13.76)
    assert found.usd.low == pytest.approx(13.76 / 1.2)
    said = " ".join(found.assumptions)
    assert "700 W" in said
    assert "Northern Virginia" in said
    assert "$6.88" in said


def test_this_machine_has_energy_and_no_price():
    found = costs(HOUR, targets.get("here"), share=0.5)
    assert found.joules.value == pytest.approx(3600 * 42.5)
    assert found.grams_co2e.low < found.grams_co2e.value < found.grams_co2e.high
    assert found.usd is None
    assert "here" in found.reasons["usd"]
    assert not any("data centre" in said for said in found.assumptions)


def test_what_is_unknown_is_a_reason():
    found = costs(HOUR, targets.get("m1-max"), bound="memory")
    assert found.joules is None is found.grams_co2e
    assert set(found.reasons) == {"joules", "grams_co2e", "usd"}
    assert all(len(why) > 10 for why in found.reasons.values())


def test_ones_own_offer_and_spot():
    mine = prices.Offer("mine", "spot", 1.0, "my shop", "2026-10-01")
    found = costs(HOUR, Target("mine", "mine", tdp_w=10), kind="spot", own=[mine])
    assert found.usd.value > 1
    assert any("interrupted" in said for said in found.assumptions)


def test_old_prices_are_named_where_the_day_is_known():
    today = datetime.date(2026, 11, 1)
    assert any("may have changed" in said for said in costs(HOUR, H100, today=today).assumptions)
    assert not any("may have changed" in said for said in costs(HOUR, H100).assumptions)


@pytest.mark.parametrize(
    "wrong",
    [{"region": "atlantis"}, {"kind": "free"}, {"devices": 0}, {"share": 3.0}, {"bound": "tea"}],
)
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(UsageError):
        costs(HOUR, H100, **wrong)
    with pytest.raises(UsageError, match="at least one"):
        costs(HOUR, targets.get("m1-max"), devices=0)
