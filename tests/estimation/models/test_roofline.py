"""Time by rooflines: which roof bounds, how ranges add up, what unknown figures lead to."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.models import links
from jupyter_perf.estimation.models.efficiency import GPU, Efficiency, usual
from jupyter_perf.estimation.models.roofline import BOUNDS, Work, time_of, timeline
from jupyter_perf.estimation.models.roofs import SURELY_MEMORY_BOUND

A100 = targets.get("a100-80gb")
PERFECT = Efficiency(
    compute=Range(1, 1, 1),
    memory=Range(1, 1, 1),
    link=Range(1, 1, 1),
    launch_s=Range(0, 0, 0),
    exchange_s=Range(0, 0, 0),
)
amounts = st.floats(0, 1e18, allow_nan=False)


def test_computing_bounds_what_reads_little():
    timed = time_of(Work({"fp16": 312e12}, 1e6, launches=0), A100, PERFECT)
    assert timed.bound == "compute"
    assert timed.seconds == Range(1, 1, 1)


def test_memory_bounds_what_computes_little():
    timed = time_of(Work({"fp16": 1e6}, 2039e9, launches=0), A100, PERFECT)
    assert timed.bound == "memory"
    assert timed.seconds.value == pytest.approx(1)


def test_starting_bounds_what_does_little():
    timed = time_of(Work({"fp16": 1e3}, 1e3, launches=10), A100)
    assert timed.bound == "latency"
    assert timed.seconds.value == pytest.approx(10 * GPU.launch_s.value, rel=0.01)


def test_links_bound_what_sends_much():
    timed = time_of(Work({}, 1e3, link_bytes=300e9, launches=0), A100, PERFECT)
    assert timed.bound == "interconnect"
    assert timed.seconds.value == pytest.approx(1, rel=0.01)


def test_precisions_are_computed_one_after_another():
    both = time_of(Work({"fp16": 312e12, "fp32": 19.5e12}, 0, launches=0), A100, PERFECT)
    assert both.seconds.value == pytest.approx(2)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(flops=amounts, moved=amounts, sent=amounts, factor=st.floats(1, 100))
def test_more_work_takes_no_less_and_scales(flops, moved, sent, factor):
    work = Work({"fp16": flops}, moved, "w", link_bytes=sent)
    once, more = time_of(work, A100), time_of(work.times(factor), A100)
    assert once.seconds.low <= once.seconds.value <= once.seconds.high
    assert once.bound in BOUNDS
    for end in ("low", "value", "high"):
        scaled = factor * getattr(once.seconds, end)
        assert getattr(more.seconds, end) == pytest.approx(scaled, rel=1e-9)


def test_a_timeline_is_the_sum_and_names_what_takes_most():
    works = [Work({"fp16": 312e12}, 0, "a"), Work({}, 2039e9 * 5, "b")]
    found = timeline(works, A100)
    assert found.bound == "memory"
    for end in ("low", "value", "high"):
        parts = sum(getattr(row.seconds, end) for row in found.rows)
        assert getattr(found.seconds, end) == pytest.approx(parts)
    assert timeline([], A100).seconds == Range(0, 0, 0)


def test_batches_amortise_what_is_read_once():
    def works(batch):
        return [Work({"fp16": 1e9 * batch}, 1e9, "layer")]

    swept = {batch: timeline(works(batch), A100) for batch in (1, 10, 1000, 100_000)}
    each = [line.seconds.value / batch for batch, line in swept.items()]
    assert each == sorted(each, reverse=True)
    assert [line.bound for line in swept.values()][::3] == ["memory", "compute"]


def test_missing_units_are_replaced_and_said():
    found = timeline([Work({"fp8": 1e12}, 0)], A100)
    assert "a100-80gb runs fp8 as int8" in found.assumptions
    assert timeline([Work({"fp16": 1e12}, 0)], A100).assumptions == ()
    v100 = timeline([Work({"fp8": 1e12}, 0)], targets.get("v100-16gb"))
    assert "v100-16gb runs fp8 as fp16" in v100.assumptions


def test_bfloat16_is_as_fast_as_float16_only_where_there_is_such():
    half, brain = (Work({each: 1e13}, 0) for each in ("fp16", "bf16"))
    t4, single = targets.get("t4"), Work({"fp32": 1e13}, 0)
    assert time_of(brain, A100).seconds == time_of(half, A100).seconds
    assert timeline([brain], A100).assumptions == ()
    assert time_of(brain, t4).seconds == time_of(single, t4).seconds
    assert time_of(half, t4).seconds.value < time_of(brain, t4).seconds.value / 4
    assert "t4 runs bf16 as fp32" in timeline([brain], t4).assumptions


def test_a_processor_without_figures_is_taken_for_an_ordinary_one():
    here = timeline([Work({"fp16": 1e9}, 1e6)], targets.get("here"))
    assert here.seconds.value > 0
    assert any("not measured" in said for said in here.assumptions)
    assert usual(targets.get("here")).compute.low < GPU.compute.low


@pytest.mark.parametrize("target", targets.table(), ids=lambda target: target.name)
def test_every_target_is_timed_or_says_what_it_lacks(target):
    work = Work({"fp16": 1e12}, 1e6)
    known = target.dense_tflops and target.bandwidth_gb_per_s
    if known or target.kind == "cpu":
        assert 0 < time_of(work, target).seconds.low < time_of(work, target).seconds.high < 1000
    else:
        with pytest.raises(UsageError, match=target.name):
            time_of(work, target)


def test_reading_is_timed_where_only_bandwidth_is_known():
    m4 = targets.get("m4")
    assert time_of(Work({"fp16": 2e9}, 1e9), m4).bound == "memory"
    with pytest.raises(UsageError, match="operations a second"):
        time_of(Work({"fp16": 1e12}, 1e9), m4)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -1.0])
def test_amounts_that_make_no_sense_are_refused(wrong):
    for given_ in ({"flops": {"fp16": wrong}}, {"bytes": wrong}, {"launches": wrong}):
        with pytest.raises(ValueError, match="finite"):
            Work(**{"flops": {}, "bytes": 0.0, **given_})


def test_what_counts_as_bound_by_memory_is_so_on_every_target():
    for target in targets.table():
        if target.dense_tflops and target.bandwidth_gb_per_s:
            most = max(target.dense_tflops.values()) * 1e12
            assert most / (target.bandwidth_gb_per_s * 1e9) > SURELY_MEMORY_BOUND, target.name


def test_unknown_precisions_are_refused():
    with pytest.raises(UsageError, match="fp3"):
        time_of(Work({"fp3": 1.0}, 0), A100)


@pytest.mark.parametrize("share", [Range(0, 0, 0), Range(1, 1, 1.5)])
def test_no_share_of_a_peak_is_nothing_or_more_than_all(share):
    with pytest.raises(ValueError, match="share"):
        Efficiency(share, GPU.memory, GPU.link, GPU.launch_s, GPU.exchange_s)


def test_links_are_of_known_targets_and_sourced():
    known = set(targets.names())
    for name, link in links._shipped().items():
        assert name in known
        assert 10 <= link.gb_per_s <= 2000
        assert link.source_url.startswith("https://")
    assert links.between(Target("mine", "mine")) == links.SLOT
