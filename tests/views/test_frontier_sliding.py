"""What sliders read off a frontier, and its widget."""

import dataclasses
import json
import math

import frontiers
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff.result import Point
from jupyter_perf.views.frontier_sliding import reached
from jupyter_perf.views.limits import SAVED_BYTES, saved_size

GB = 1e9


def point(batch, peak, seconds=None):
    took = None if seconds is None else Range(seconds, seconds * 0.9, seconds * 1.2)
    return Point("m", batch, "t", None, Range(peak * GB, peak * GB * 0.9, peak * GB * 1.1), took)


CURVE = [point(1, 2.0, 0.05), point(8, 9.0, 0.1), point(16, 17.0, 0.2)]


@pytest.mark.parametrize(
    ("memory", "batch"),
    [(2.1, None), (2.2, 1), (3.31, 2), (9.9, 8), (9.89, 7), (18.7, 16), (100.0, 16)],
)
def test_the_largest_batch_goes_by_the_upper_end_between_what_was_traced(memory, batch):
    untimed = [dataclasses.replace(p, seconds=None) for p in CURVE]
    now = reached(untimed, memory * GB)
    assert (now and now.batch) == batch
    if now:
        assert now.peak_bytes.high <= memory * GB * (1 + 1e-9)
        assert now.throughput is None


def test_the_fastest_is_taken_not_the_largest():
    slowing = [point(1, 2.0, 0.05), point(8, 9.0, 0.1), point(16, 17.0, 0.4)]
    now = reached(slowing, 100 * GB)
    assert now.batch == 8
    assert now.throughput.value == pytest.approx(80.0)
    assert (now.throughput.low, now.throughput.high) == pytest.approx((8 / 0.12, 8 / 0.09))


def test_of_equally_fast_ones_the_largest_is_taken():
    assert reached(CURVE, 100 * GB).batch == 16


@pytest.mark.parametrize(
    ("wanted", "batch", "count"), [(64, 8, 8), (9, 5, 2), (8, 8, 1), (3, 3, 1), (1, 1, 1)]
)
def test_a_global_batch_is_parted_evenly(wanted, batch, count):
    now = reached(CURVE, 9.9 * GB, wanted)
    assert (now.batch, now.microbatches) == (batch, count)
    assert now.batch * now.microbatches >= wanted


def test_no_points_reach_nothing():
    assert reached([], 10 * GB) is None
    assert reached([dataclasses.replace(CURVE[0], peak_bytes=None)], math.inf) is None


@pytest.fixture
def widget_of():
    made = []

    def make(found):
        made.append(found.widget())
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_slider_changes_what_fits(widget_of):
    widget = widget_of(frontiers.frontier(global_batch=None))
    assert widget.headline.startswith("Use `lora` on a100-40")
    memory, batch = widget.sliders
    assert (memory["own"], batch["own"]) == (40.0, 32.0)
    widget.chosen = {"memory (GB)": 5.0}
    assert widget.headline.startswith("Read off: lora: batch 4")
    assert "plain: doesn't fit" in widget.lines
    widget.chosen = {"memory (GB)": 2.0}
    assert widget.headline == "Nothing fits on a100-40 with that"
    assert widget.tone == "warn"
    widget.chosen = {}
    assert widget.headline.startswith("Use `lora`")


def test_a_global_batch_is_told_in_microbatches(widget_of):
    widget = widget_of(frontiers.frontier(global_batch=None))
    widget.chosen = {"examples to a step": 300.0}
    assert any("×" in line for line in widget.lines)


def test_the_plot_has_a_curve_for_each_method_and_the_memory(widget_of):
    widget = widget_of(frontiers.frontier())
    assert [each["name"] for each in widget.plot["others"]] == [
        "plain", "zero-2", "checkpoint-blocks"
    ]  # fmt: skip
    before = widget.plot["limit"]
    widget.target = 1
    assert widget.plot["limit"] < before
    assert widget.headline.startswith("Read off: lora")
    assert "Not validated on CUDA" in widget.lines[-1]


@pytest.mark.parametrize("name", list(frontiers.ALL))
def test_every_frontier_has_a_widget_that_json_can_hold(widget_of, name):
    widget = widget_of(frontiers.ALL[name]())
    state = [widget.targets, widget.sliders, widget.headline, widget.lines, widget.plot]
    json.dumps(state, allow_nan=False)
    data, _ = widget._repr_mimebundle_()
    static = {kind: data[kind] for kind in ("text/plain", "text/html")}
    assert saved_size(static) <= SAVED_BYTES


@pytest.mark.parametrize(
    "sent",
    [{"memory (GB)": 1e30}, {"memory (GB)": -5.0}, {"other": 3.0}, {"memory (GB)": float("nan")}],
)
def test_what_a_front_end_sends_is_taken_only_as_far_as_it_makes_sense(widget_of, sent):
    widget = widget_of(frontiers.frontier())
    widget.chosen = sent
    widget.target = 99
    assert widget.lines
