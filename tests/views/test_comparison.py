"""Several targets side by side."""

import dataclasses
import json
import math
import re

import estimates
import pages
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import Comparison
from jupyter_perf.views import label_places
from jupyter_perf.views.comparison import mimebundle
from jupyter_perf.views.comparison_chart import chart
from jupyter_perf.views.envelope import MIME_TYPE
from jupyter_perf.views.limits import SAVED_BYTES, saved_size


def forms(found, **options):
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


@pytest.mark.parametrize(
    "words",
    [
        "Fastest on NVIDIA H100 SXM: about 41 ms (30 to 55 ms); cheapest there too",
        "a100-80 (NVIDIA A100 80 GB)",
        "520 ms (390 to 700 ms)",
        "$0.000058 ($0.000043 to $0.000078)",
        "nobody rents out m3-max",
        "nobody rents out here",
        "6.4 GB (5.8 to 7 GB)",
        "25 J (17 to 38 J)",
        "ranges are 80% intervals",
    ],
)
def test_each_target_has_its_ranges_or_its_reasons(words):
    assert all(words in form for form in forms(estimates.compared()))


def test_all_forms_stay_small_together():
    bundle = mimebundle(estimates.compared())
    assert saved_size(bundle) <= SAVED_BYTES
    assert len(bundle[MIME_TYPE]["result"]["estimates"]) == 5
    assert max(map(len, bundle["text/plain"].splitlines())) <= 80


def test_the_plot_says_in_words_what_it_shows():
    svg = chart(estimates.compared().estimates)
    label = re.search(r'aria-label="([^"]*)"', svg)[1]
    assert "NVIDIA L4: 520 ms (390 to 700 ms), $0.000058" in label
    assert "price unknown" in label
    assert svg.count('fill="#3b8bc4"') == 3
    assert svg.count('fill="#d9731a"') == 2


def test_one_target_and_targets_without_time_are_not_plotted():
    assert chart([estimates.module()]) == ""
    assert chart([estimates.refused(), estimates.refused()]) == ""


def test_where_nobody_knows_a_price_time_is_plotted_alone():
    free = [dataclasses.replace(each, usd=None) for each in estimates.compared().estimates]
    svg = chart(free)
    assert svg.count('fill="#d9731a"') == 5
    assert "money" not in pages.Page(svg).text


def test_the_run_that_followed_is_told_first():
    found = Comparison((estimates.module(), estimates.after()))
    assert all("Took 43 min 30 s: inside" in form for form in forms(found))
    assert mimebundle(found)[MIME_TYPE]["headline"]["tone"] == "good"


def test_refused_everywhere_is_said_once():
    found = Comparison((estimates.refused(), estimates.refused(target="h100")))
    said = "On none of these targets: No time can be given: it talks to a network"
    assert all(said in form for form in forms(found))


def test_many_targets_with_strangers_names_stay_small_and_harmless():
    hostile = pages.HOSTILE * 20
    one = estimates.module(target=hostile, title=hostile, notes=(hostile,) * 9, source=hostile)
    found = Comparison(
        tuple(
            dataclasses.replace(one, seconds=Range(k + 1.0, 0.0, math.inf), bound=hostile)
            for k in range(40)
        )
    )
    bundle = mimebundle(found)
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    assert not pages.Page(bundle["text/html"]).tags & {"script", "img"}
    assert "more targets" in bundle["text/plain"]
    assert "\x1b" not in bundle["text/plain"]


def test_labels_cover_neither_marks_nor_each_other():
    marks = [(100.0 + 3 * (k % 4), 100.0 + 4 * k) for k in range(8)]
    widths = [60.0] * len(marks)
    frame = label_places.Box(0, 0, 400, 300)
    found = label_places.places(marks, widths, frame)
    boxes = [
        label_places.Box(x, y - 10, x + w, y + 3) for (x, y), w in zip(found, widths, strict=True)
    ]
    for at, box in enumerate(boxes):
        assert box.outside(frame) == 0
        assert not any(box.overlap(other) for other in boxes[at + 1 :])
