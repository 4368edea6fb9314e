"""Machines on offer, by the catalogue's prices and one's own."""

from __future__ import annotations

import datetime

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.money import USUAL_HOURS_BETWEEN, Checkpoints
from jupyter_perf.estimation.prices import Offer, offer, offers
from jupyter_perf.estimation.serving.offers import instance_name, on_offer, spot_available

TODAY = datetime.date(2026, 11, 1)
H100 = targets.get("h100")


def test_by_name_or_as_targets():
    found = on_offer(["l4", H100], today=TODAY)
    assert [each.name for each in found.instances] == ["l4", "h100"]
    small, large = found.instances
    assert small.usd_per_hour == targets.get("l4").usd_per_hour
    assert large.usd_per_hour == H100.usd_per_hour
    assert (small.devices, small.kind, small.most, small.least) == (1, "on-demand", None, 0)
    assert small.available == 1
    assert not found.left_out
    assert found.prices["h100"] == offer(H100)
    assert on_offer("l4").instances == on_offer(["L4", "l4"]).instances == (small,)


def test_several_devices_cost_as_many_times():
    one, two, four = on_offer(["h100"], devices=(4, 1, 2, 2)).instances
    assert [each.name for each in (one, two, four)] == ["h100", "2×h100", "4×h100"]
    assert two.usd_per_hour == 2 * one.usd_per_hour
    assert four.devices == 4
    assert {each.target for each in (one, two, four)} == {"h100"}


def test_spot_machines_are_cheaper_and_taken_away():
    found = on_offer(["h100"], kinds=("on-demand", "spot"), today=TODAY)
    demand, spot = found.instances
    assert spot.name == "h100 spot"
    assert spot.kind == "spot"
    assert spot.usd_per_hour == offer(H100, "spot").usd_per_hour
    assert spot.available == spot_available() < demand.available == 1
    assert any("may be taken away at once" in note for note in found.notes)
    assert not any("taken away" in note for note in on_offer(["h100"]).notes)


def test_how_much_of_its_time_a_spot_machine_works():
    between = USUAL_HOURS_BETWEEN.value * 3600
    restart = Checkpoints().restart_s
    assert spot_available() == pytest.approx(between / (between + restart))
    hourly = spot_available(Range(1.0, 0.5, 2.0), Checkpoints(restart_s=3600.0))
    assert hourly == pytest.approx(0.5)
    shown = on_offer(
        ["h100"], kinds="spot", hours_between=Range(1.0, 0.5, 2.0), checkpoints=Checkpoints()
    )
    assert shown.instances[0].available == pytest.approx(3600 / 3900)
    with pytest.raises(UsageError, match="time between"):
        spot_available(Range(0.0, 0.0, 1.0))


def test_what_has_no_price_is_named():
    found = on_offer(["rtx-3090", "l4"], devices=(1, 2), kinds=("on-demand", "spot"))
    assert {each.target for each in found.instances} == {"l4"}
    assert set(found.left_out) == {
        "rtx-3090", "2×rtx-3090", "rtx-3090 spot", "2×rtx-3090 spot", "l4 spot", "2×l4 spot",
    }  # fmt: skip
    assert "prices.rtx-3090" in found.left_out["rtx-3090"]
    assert "known: on-demand, serverless" in found.left_out["l4 spot"]


def test_nothing_with_a_price():
    found = on_offer([Target("mine", "mine")])
    assert found.instances == ()
    assert "mine" in found.left_out


def test_ones_own_price_comes_first():
    own = Offer("rtx-3090", "on-demand", 0.3, "my shop", "2026-10")
    found = on_offer(["rtx-3090"], devices=2, own=[own], today=TODAY)
    assert found.instances[0].usd_per_hour == pytest.approx(0.6)
    assert found.prices["2×rtx-3090"] is own
    assert found.notes == ()


def test_the_cheapest_that_is_known():
    prices = [each.usd_per_hour for each in offers(H100, "on-demand")]
    assert len(set(prices)) > 1
    found = on_offer(["h100"], cheapest=True).instances[0].usd_per_hour
    assert found == min(prices) < on_offer(["h100"]).instances[0].usd_per_hour
    assert "rtx-3090" in on_offer(["rtx-3090"], cheapest=True).left_out


def test_old_prices_are_said_once():
    found = on_offer(["l4"], devices=(1, 2, 4), today=TODAY)
    assert len(found.notes) == 1
    assert "may have changed" in found.notes[0]


def test_how_many_there_are():
    found = on_offer(
        ["h100", "l4"], devices=(1, 2), most={"h100": 4, "2xh100": 1, "l4": 0}, least={"h100": 1}
    )
    numbers = {each.name: (each.most, each.least) for each in found.instances}
    assert numbers["h100"] == (4, 1)
    assert numbers["2×h100"] == (1, 1)
    assert numbers["l4"] == numbers["2×l4"] == (0, 0)
    assert {each.most for each in on_offer(["h100", "l4"], most=3).instances} == {3}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"targets": []}, "`targets`"),
        ({"targets": ["h1000"]}, "no target named 'h1000'"),
        ({"devices": ()}, "`devices`"),
        ({"devices": (0,)}, "`devices`"),
        ({"devices": (1.5,)}, "`devices`"),
        ({"devices": (True,)}, "`devices`"),
        ({"devices": True}, "`devices`"),
        ({"devices": (10**9,)}, "`devices`"),
        ({"kinds": ()}, "`kinds`"),
        ({"kinds": ("stolen",)}, "`kinds`"),
        ({"kinds": ("serverless",)}, "paid by the call"),
        ({"most": {"a10g": 3}}, "`most`: no 'a10g' is on offer; there are l4"),
        ({"most": -1}, "`most`"),
        ({"most": {"l4": 1.5}}, "`most of l4`"),
        ({"least": {"l4": "2"}}, "`least of l4`"),
        ({"least": 3, "most": 2}, "most ≥ least"),
    ],
)
def test_what_makes_no_sense(options, said):
    given = {"targets": ["l4"], **options}
    with pytest.raises(UsageError, match=said):
        on_offer(given.pop("targets"), **given)


def test_names():
    assert instance_name("l4") == "l4"
    assert instance_name("l4", 2) == "2×l4"
    assert instance_name("l4", 8, "spot") == "8×l4 spot"
