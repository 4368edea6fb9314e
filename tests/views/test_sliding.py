"""Reading an estimate off at other sizes."""

import dataclasses
import math

import estimates
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import Expected
from jupyter_perf.views.sliding import BEYOND, reach, read_off, slid


def test_nothing_moved_is_the_estimate_itself():
    found = estimates.extrapolated()
    assert slid(found, {}) is found
    assert slid(found, {"orders": 200_000.0}) is found
    assert slid(found, {"unknown": 3.0}) is found


def test_twice_the_rows_cost_what_the_power_says():
    found = estimates.extrapolated()
    now = slid(found, {"orders": 4e5})
    assert now.seconds.value == pytest.approx(2460.0 * 2**1.9, rel=0.01)
    assert now.seconds.low < now.seconds.value < now.seconds.high
    assert now.peak_bytes.value == pytest.approx(6.4e9, rel=0.01)
    assert now.fits.needed.value == pytest.approx(4.1e9 + 3.2e9, rel=0.01)
    assert now.joules.value == pytest.approx(4.5e4 * 2**1.9, rel=0.01)
    assert now.reasons["usd"] == found.reasons["usd"]
    assert now.created == ""  # no clock time is told of what nobody asked to run


def test_several_sizes_multiply():
    found = estimates.module()
    now = slid(found, {"batch": 32.0, "sequence": 256.0})
    assert now.seconds.value == pytest.approx(0.041 * 2 * 2**1.1, rel=0.02)
    assert now.usd.value == pytest.approx(3.1e-5 * 2 * 2**1.1, rel=0.02)
    # Only the batch has a curve of memory.
    assert now.peak_bytes.value == pytest.approx(6.4e9 * 2**0.8, rel=0.02)


def test_beyond_the_curve_nothing_is_known():
    now = slid(estimates.extrapolated(), {"orders": 1e9})
    assert now.seconds is now.peak_bytes is now.joules is now.fits is None
    assert now.reasons["seconds"] == now.reasons["joules"] == BEYOND


def test_sizes_reach_as_far_as_their_curves():
    found = estimates.extrapolated()
    assert reach(found, "orders") == pytest.approx((2000.0, 600_000.0))
    assert reach(found, "k") is None
    assert reach(estimates.refused(), "n") is None


def test_a_curve_is_met_at_its_points_and_straight_between_them():
    curve = estimates.extrapolated().curves[0]
    for point in curve.fit:
        read = read_off(curve, point.sizes["orders"])
        assert read.value == pytest.approx(point.expected.value)
        assert read.high == pytest.approx(point.expected.high)
    a, b = curve.fit[3:5]
    middle = math.sqrt(a.sizes["orders"] * b.sizes["orders"])
    between = read_off(curve, middle).value
    assert between == pytest.approx(math.sqrt(a.expected.value * b.expected.value))


def test_ends_that_have_no_logarithm_stay_honest():
    curve = estimates.extrapolated().curves[0]
    ends = (Range(1.0, 0.0, 2.0), Range(4.0, 1.0, math.inf))
    points = tuple(
        Expected({"orders": at}, end) for at, end in zip((10.0, 1000.0), ends, strict=True)
    )
    read = read_off(dataclasses.replace(curve, fit=points), 100.0)
    assert read.value == pytest.approx(2.0)
    assert (read.low, read.high) == (0.0, math.inf)
