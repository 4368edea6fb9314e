import dataclasses
import math
import re

import estimates
import pages
import pytest

from jupyter_perf.estimation.result import Curve, Expected, Sampled
from jupyter_perf.views.curves import drawn_points
from jupyter_perf.views.estimate_chart import chart
from jupyter_perf.views.log_axis import LogAxis, axis, spaced, ticks, time_ticks

FOUND = estimates.extrapolated()
CURVE = FOUND.curves[0]


def places(svg):
    drawn = " ".join(re.findall(r' d="([^"]*)"', svg))
    return [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", drawn)]


def test_samples_fit_band_and_the_own_size_are_drawn():
    svg = chart(FOUND, CURVE, 24)
    text = pages.Page(svg).text
    for name in ("measured", "fit, 80% band", "estimate", "orders (rows)", "30 min", "200k"):
        assert name in text
    assert "actual" not in text
    assert "actual" in pages.Page(chart(estimates.after(), CURVE, 24)).text
    assert "41 min (34 to 50 min)" in svg
    assert all(-10 <= place <= 570 for place in places(svg))


def test_a_longer_time_stands_higher():
    def height(found):
        svg = chart(found, CURVE, 24)
        # The legend's diamond comes last.
        return float(re.findall(r"M[\d.]+ ([\d.]+)l5 5l-5 5l-5 -5Z", svg)[0])

    longer = dataclasses.replace(FOUND, seconds=estimates.around(20_000.0))
    shorter = dataclasses.replace(FOUND, seconds=estimates.around(200.0))
    assert height(longer) < height(FOUND) < height(shorter)


@pytest.mark.parametrize(
    "curve",
    [
        Curve("seconds", "n"),
        Curve("seconds", "n", (Sampled({"n": 3.0}, 1.0),)),
        Curve("seconds", "n", (Sampled({"m": 3.0}, 1.0),) * 3),
        Curve("seconds", "n", (), (Expected({"n": 0.0}, estimates.around(1.0)),) * 3),
    ],
)
def test_less_than_two_points_are_no_curve(curve):
    assert chart(FOUND, curve, 24) == ""


def test_hostile_names_and_odd_numbers_stay_inside():
    curve = Curve(
        "seconds",
        pages.HOSTILE,
        tuple(Sampled({pages.HOSTILE: x}, y) for x, y in ((1.0, 0.0), (2.0, 1.0), (3.0, math.inf))),
        tuple(Expected({pages.HOSTILE: x}, estimates.around(x)) for x in (1.0, 2.0, 9.0)),
        words=pages.HOSTILE,
    )
    svg = chart(estimates.extrapolated(), curve, 24)
    assert not pages.Page(svg).tags & {"script", "img"}
    assert "inf" not in svg
    assert "nan" not in svg


@pytest.mark.parametrize("low", [1.1e-9, 3e-5, 0.7, 1.01, 4.4, 960.0, 8.1e11])
@pytest.mark.parametrize("factor", [1.0, 1.3, 2.0, 9.0, 1e3, 1e9, 1e20])
def test_axes_have_two_to_nine_ticks_inside_their_ends(low, factor):
    scale = axis([low, low * factor], 0.0, 100.0)
    for found in (ticks(scale, 9), time_ticks(scale, 9)):
        assert 1 <= len(found) <= 9
        assert found == sorted(found)
        assert all(scale.low <= tick <= scale.high for tick in found)
        assert all(0 <= scale.at(tick) <= 100 for tick in found)


def test_what_has_no_logarithm_has_no_axis():
    assert axis([0.0, -1.0, math.inf, math.nan], 0.0, 1.0) is None
    assert LogAxis(1.0, 100.0, 0.0, 10.0).at(0.0) == 0.0
    assert LogAxis(1.0, 100.0, 0.0, 10.0).at(10.0) == 5.0


def test_labels_that_would_touch_are_left_out():
    kept = spaced([(0, "aaaa"), (10, "b"), (60, "c")], lambda label: 10.0 * len(label))
    assert [label for _, label in kept] == ["aaaa", "c"]


def test_a_straight_line_needs_no_points_between_its_ends():
    straight = tuple(Expected({"n": 2.0**k}, estimates.around(4.0**k)) for k in range(20))
    assert len(drawn_points(Curve("seconds", "n", (), straight), 12)) == 2
    bent = tuple(Expected({"n": 2.0**k}, estimates.around(4.0 ** max(k, 10))) for k in range(20))
    kept = drawn_points(Curve("seconds", "n", (), bent), 12)
    assert [point.sizes["n"] for point in kept] == [1.0, 1024.0, 2.0**19]
    assert len(drawn_points(CURVE, 5)) <= 5
