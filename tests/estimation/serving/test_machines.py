"""Which machines are weighed, at which prices, and how many of them there are."""

import pytest
from serving_results import MELANGE, SHARES, asked, estimated

from jupyter_perf.core import targets
from jupyter_perf.core.targets import Target
from jupyter_perf.core.workload import Workload
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.prices import Offer
from jupyter_perf.estimation.serving.question import question

CONFIG = "llama-3.1-8b"
SHORT = {"requests": {(500, 200): 1.0}, "rate": 60.0, "slo": 0.05}


def prices(found):
    return {each.name: each.usd_per_hour for each in found.offer.instances}


def profiled(**own):
    profile = own.pop("profile", MELANGE)
    return asked(requests=SHARES, rate=30.0, slo=0.1, own={"profile": profile, **own})


def test_a_profiles_prices_come_before_the_catalogues_and_ones_own_before_both():
    assert prices(profiled()) == {"a10g": 1.01, "a100-80gb": 3.67}
    found = profiled(prices={"A10G": 0.5})
    assert prices(found) == {"a10g": 0.5, "a100-80gb": 3.67}
    assert found.offer.prices["a10g"].provider == "your price"


def test_machines_that_only_the_profile_knows_need_its_price():
    bare = {"buckets": MELANGE["buckets"], "my-box": {"tputs": [[1, 1], [1, 1]]}}
    assert "no on-demand price of my-box" in profiled(profile=bare).offer.left_out["my-box"]
    assert prices(profiled(profile=bare, prices={"my-box": 0})) == {"my-box": 0}


def test_what_costs_nothing_is_free():
    own = {"profile": MELANGE, "prices": {"a10g": 0}}
    found = estimated(requests=SHARES, rate=30.0, slo=0.1, own=own)
    assert found.counts == {"a10g": 12}
    assert found.plan.usd_per_hour == 0


def test_ones_own_price_is_of_one_device_or_of_a_whole_instance():
    own = {"prices": {"h100": 2.0, "2×h100": 3.0}, "tensor_parallel": (1, 2, 4)}
    assert prices(asked(CONFIG, "h100", own=own, **SHORT)) == {
        "h100": 2.0,
        "2×h100": 3.0,
        "4×h100": 8.0,
    }


def test_a_price_makes_a_target_one_of_those_that_are_weighed():
    named = {each.target for each in asked(CONFIG, **SHORT).offer.instances}
    priced = asked(CONFIG, own={"prices": {"mi300x": 3.0}}, **SHORT).offer.instances
    assert {each.target for each in priced} - named == {"mi300x"}


def test_spot_machines_stand_beside_those_on_demand():
    found = asked(CONFIG, "h200", offer="spot", own={"tensor_parallel": 1}, **SHORT)
    assert {each.kind for each in found.offer.instances} == {"on-demand", "spot"}
    spot = next(each for each in found.offer.instances if each.kind == "spot")
    assert spot.available < 1
    assert any("spot" in each for each in found.offer.notes)


def test_offers_of_ones_own_come_first():
    workload = Workload(kind="serve", own={"tensor_parallel": 1}, **SHORT)
    mine = Offer("h100", "on-demand", 1.5, "our cluster", "2026-11")
    found = question(CONFIG, workload, [targets.get("h100")], offers=(mine,))
    assert prices(found) == {"h100": 1.5}


def test_a_target_that_isnt_the_catalogues_is_refused():
    workload = Workload(kind="serve", **SHORT)
    with pytest.raises(UsageError, match="is another one in the catalogue"):
        question(CONFIG, workload, [Target("h100", "mine")])
    with pytest.raises(UsageError, match="no target named"):
        question(CONFIG, workload, [Target("mine", "mine")])


def test_a_limit_of_a_target_is_of_its_devices_whatever_the_size_of_its_instances():
    own = {"tensor_parallel": (1, 2), "most": {"a10g": 3}}
    found = estimated(CONFIG, "a10g,h100", own=own, **SHORT)
    used = sum(each.count * each.devices for each in found.plan.rented if each.target == "a10g")
    assert used <= 3
    limits = {each.name: each.most for each in found.offers if each.target == "a10g"}
    assert limits.get("2×a10g") == 1


def test_sizes_share_a_limit_of_their_target():
    # Long answers need the large instance; of the devices that are left, short ones take one.
    profile = {
        "buckets": {"inputs": [25], "outputs": [25, 100]},
        "a10g": {"cost": 1.0, "tputs": [[10.0, 0.0]]},
        "2×a10g": {"cost": 2.1, "tputs": [[21.0, 10.0]]},
        "h100": {"cost": 50.0, "tputs": [[100.0, 100.0]]},
    }
    own = {"tensor_parallel": (1, 2), "most": {"a10g": 4}, "profile": profile, "slices": 1}
    found = estimated(None, "a10g,h100", requests=[[0.5, 0.5]], rate=20.0, slo=0.1, own=own)
    assert found.plan.counts == {"a10g": 1, "2×a10g": 1}
    # However many come, there are no more than four.
    by_rate = {each.rate: each.counts for each in found.sensitivity.rates}
    devices = {rate: n.get("a10g", 0) + 2 * n.get("2×a10g", 0) for rate, n in by_rate.items()}
    assert max(devices.values()) <= 4
    assert by_rate[80.0]["h100"] == 1


def test_what_is_kept_of_a_target_is_of_its_smallest_instance():
    own = {"tensor_parallel": (1, 2), "least": {"H100": 1}}
    offer = asked(CONFIG, "h100", own=own, **SHORT).offer
    assert {each.name: each.least for each in offer.instances} == {"h100": 1, "2×h100": 0}
    own = {"tensor_parallel": (1, 2), "least": {"h100": 3, "2xh100": 1}, "most": {"2xh100": 2}}
    found = {each.name: each for each in asked(CONFIG, "h100", own=own, **SHORT).offer.instances}
    assert {name: each.least for name, each in found.items()} == {"h100": 3, "2×h100": 1}
    assert found["2×h100"].most == 2


def test_old_prices_are_told_in_one_sentence():
    notes = asked(CONFIG, None, own={"tensor_parallel": 1}, **SHORT).offer.notes
    assert sum("may have changed" in each for each in notes) == 1
