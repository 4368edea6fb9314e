"""Energy from time and power, emissions from energy and place, and how ranges multiply."""

import math
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import emissions, energy
from jupyter_perf.estimation.combining import exactly, product

H100 = targets.get("h100")
HERE = targets.get("here")
HOUR = exactly(3600.0)


@st.composite
def ranges(draw):
    low, value, high = sorted(draw(st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3)))
    return Range(value, low, high)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(one=ranges(), other=ranges())
def test_products_are_wider_than_factors_and_narrower_than_ends(one, other):
    found = product(one, other)
    assert found.value == one.value * other.value
    slack = 1 + 1e-9
    assert one.low * other.low <= found.low * slack
    assert found.high <= one.high * other.high * slack
    assert found.high / found.value * slack >= one.high / one.value
    assert found.value / found.low * slack >= other.value / other.low
    assert product(other, one).high == pytest.approx(found.high)


def test_products_with_what_is_exact_and_with_nothing():
    some = Range(2, 1, 5)
    assert product(some, exactly(3)).high == pytest.approx(15)
    assert product(some, Range(1, 0, 2)) == Range(2, 0, 10)
    with pytest.raises(ValueError, match="below 0"):
        product(some, Range(1, -1, 2))


def test_an_hour_of_a_busy_device():
    found = energy.joules(HOUR, energy.watts(H100, bound="compute"))
    assert found.value == pytest.approx(0.85 * 700 * 3600)
    assert found.high <= 700 * 3600 * (1 + 1e-9), "no more than it is made for"
    eight = energy.joules(HOUR, energy.watts(H100, bound="compute"), devices=8)
    assert eight.low == pytest.approx(8 * found.low)
    housed = energy.joules(HOUR, energy.watts(H100, bound="compute"), building=energy.DATA_CENTRE)
    assert housed.value == pytest.approx(1.2 * found.value)


def test_waiting_draws_less_than_computing():
    drawn = [energy.watts(H100, bound=each).value for each in energy.SHARES]
    assert drawn == sorted(drawn, reverse=True)


def test_processors_by_the_modes_of_codecarbon():
    xeon = Target("mine", "mine", kind="cpu", cores=8, tdp_w=100.0)
    assert energy.watts(xeon).value == 50
    assert energy.watts(xeon, bound="compute") == energy.watts(xeon)
    assert energy.watts(xeon, load=0.0).value == pytest.approx(10)
    assert energy.watts(xeon, load=0.5).value == pytest.approx(100 * (0.1 + 0.9 / 8))
    assert energy.watts(xeon, load=1.0) == Range(100, 100 / 1.5, 100)
    assert energy.watts(xeon, share=0.25).value == 25
    unknown = Target("other", "other", kind="cpu", cores=8)
    assert energy.watts(unknown).value == 42.5
    assert energy.watts(unknown, share=0.0).value == 0
    assert energy.watts(HERE).value > 0


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(load=st.floats(0, 1), more=st.floats(0, 1))
def test_more_load_draws_no_less(load, more):
    low, high = sorted((load, more))
    assert energy.watts(HERE, load=low).value <= energy.watts(HERE, load=high).value


@pytest.mark.parametrize(
    "wrong",
    [
        {"load": -0.1},
        {"load": 1.1},
        {"load": math.nan},
        {"share": 2.0},
        {"bound": "tea"},
        {"load": 0.5, "share": 0.5},
        {"load": 0.5, "bound": "memory"},
    ],
)
def test_power_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(UsageError):
        energy.watts(H100, **wrong)


def test_unknown_power_is_said_and_no_devices_are_refused():
    with pytest.raises(UsageError, match="m1-max"):
        energy.watts(targets.get("m1-max"), bound="memory")
    with pytest.raises(UsageError, match="at least one"):
        energy.joules(HOUR, energy.watts(H100), devices=0)
    with pytest.raises(ValueError, match="below 0"):
        energy.joules(Range(1, -1, 2), energy.watts(H100))


def test_grams_of_a_kilowatt_hour_are_those_of_the_grid():
    hour = exactly(energy.J_PER_KWH)
    virginia = emissions.grams_co2e(hour, "us-east-1")
    assert virginia.value == pytest.approx(343.48)
    assert virginia.high == pytest.approx(343.48 * 1.25)
    world = emissions.grams_co2e(hour)
    assert (world.low, world.high) == (pytest.approx(60), pytest.approx(700))
    assert emissions.grams_co2e(exactly(0.0)).value == 0


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("us-west-2", "Oregon"),
        ("US_WEST_2", "Oregon"),
        (" eastus ", "Northern Virginia"),
        ("us-east1", "South Carolina"),
        ("us-east-1", "Northern Virginia"),
        ("eu-west-1", "Ireland"),
        ("FR", "France"),
        ("world", "World"),
    ],
)
def test_regions_by_any_provider_and_countries(name, place):
    assert emissions.grid(name).place == place


@pytest.mark.parametrize(
    ("name", "near"), [("us-east-9", "us-east-"), ("germny", "germany"), ("☃", "world"), ("", "w")]
)
def test_unknown_regions_are_answered_with_those_that_are_near(name, near):
    with pytest.raises(UsageError, match=near):
        emissions.grid(name)


def test_no_two_rows_claim_a_name():
    claimed = [name for each, others in emissions._rows() for name in (each.region, *others)]
    assert len(claimed) == len(set(claimed))
    assert set(emissions.regions()) == set(claimed)
    assert len(emissions.grids()) > 50


@pytest.mark.parametrize("grid", emissions.grids(), ids=lambda grid: grid.region)
def test_every_grid_is_sourced_dated_and_plausible(grid):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", grid.region)
    assert 2 < grid.grams_per_kwh < 1200
    assert 2023 <= grid.year <= 2026
    assert grid.source
    assert grid.source_url.startswith("https://")
    assert grid.basis in ("operation", "life cycle")
    assert grid.range.low < grid.grams_per_kwh < grid.range.high
