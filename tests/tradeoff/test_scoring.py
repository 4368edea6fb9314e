"""P-score, P-point and the ratio, and what is said of them."""

from __future__ import annotations

import dataclasses
import math
import random
import re

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff import scoring
from jupyter_perf.tradeoff.advising import advice
from jupyter_perf.tradeoff.result import NONE, Device, Law, Point

from . import frontiers

GB = 1e9
PLAIN = Law(NONE, "here", 0.0, 0.004, 0.02, 0.5 * GB, 4 * GB, 4 * GB)
LEANER = Law("checkpoint-blocks", "here", 0.0, 0.005, 0.02, 0.2 * GB, 4 * GB, 4 * GB)


def test_the_scores_by_their_definition() -> None:
    assert scoring.p_score(PLAIN, LEANER) == pytest.approx(0.3 * GB / 0.001)
    assert scoring.p_point(PLAIN, 12 * GB) == pytest.approx(8 * GB / 0.02)
    assert scoring.largest_batch(PLAIN, 12.3 * GB) == 16
    assert scoring.throughput_within(PLAIN, 12.3 * GB) == pytest.approx(16 / (16 * 0.004 + 0.02))


@pytest.mark.parametrize("seed", range(20))
def test_p_score_above_p_point_is_where_the_method_pays(seed: int) -> None:
    """The paper's equivalence, with β and δ equal and batches that needn't be whole."""
    draw = random.Random(seed)
    fixed, once = draw.uniform(1, 5) * GB, draw.uniform(0.001, 0.1)
    rate, step = draw.uniform(0.1, 1) * GB, draw.uniform(0.001, 0.01)
    plain = Law(NONE, "here", 0.0, step, once, rate, fixed, 0.0)
    leaner = Law(
        "x", "here", 0.0, step * draw.uniform(1.01, 1.6), once,
        rate * draw.uniform(0.1, 0.95), fixed, 0.0,
    )  # fmt: skip
    usable = fixed + draw.uniform(5, 200) * GB

    def best(law: Law) -> float:
        batch = (usable - fixed) / (law.bytes_per_example or math.nan)
        return batch / (scoring.seconds_at(law, batch) or math.nan)

    score, point = scoring.p_score(plain, leaner), scoring.p_point(plain, usable)
    assert score is not None
    assert point is not None
    assert (score > point) == (best(leaner) > best(plain))


def test_what_has_no_score() -> None:
    assert scoring.p_score(PLAIN, dataclasses.replace(LEANER, seconds_per_example=0.004)) is None
    assert scoring.p_score(PLAIN, Law("x")) is None
    assert scoring.p_point(dataclasses.replace(PLAIN, fixed_seconds=0.0), GB) is None
    assert scoring.largest_batch(Law("x"), GB) is None
    assert scoring.throughput_within(Law("x"), GB) is None
    assert scoring.largest_batch(PLAIN, 3.9 * GB) == 0
    assert scoring.throughput_within(PLAIN, 3.9 * GB) == 0


def test_errors_of_a_quotient_add_up_unless_they_are_shared() -> None:
    above, below = Range(2, 1.8, 2.2), Range(1, 0.9, 1.1)
    free, tied = scoring.quotient(above, below), scoring.quotient(above, below, shared=1.0)
    assert free.value == tied.value == 2
    assert free.low < 2 * 0.9
    assert free.high > 2 * 1.1
    assert (tied.low, tied.high) == (2, 2)


def point(method: str, batch: int, rate: float, fits: bool | None = True) -> Point:
    return Point(method, batch, throughput=Range(rate, rate * 0.9, rate * 1.1), fits=fits)


def test_an_interval_from_one_to_more_than_ten_times_as_much_tells_nothing() -> None:
    assert scoring.told(Range(270.0, 0.72, 1e5)) is None
    assert scoring.told(Range(1.0, 0.0, 1.0)) is None
    assert scoring.told(None) is None
    assert scoring.told(Range(2.0, 0.5, 5.0)) == Range(2.0, 0.5, 5.0)


def test_scores_compare_the_best_that_fits() -> None:
    points = [
        point(NONE, 8, 10), point(NONE, 16, 12), point(NONE, 32, 13, fits=False),
        point("checkpoint-blocks", 32, 15), point("checkpoint-blocks", 64, 14),
        point("checkpoint-blocks", 128, 20, fits=False),
    ]  # fmt: skip
    plain, leaner = scoring.scores(points, [PLAIN, LEANER], {"here": 12 * GB})
    assert (plain.ratio, plain.p_score) == (None, None)
    assert (leaner.largest_batch, leaner.largest_plain) == (64, 16)
    assert leaner.ratio is not None
    assert leaner.ratio.value == pytest.approx(15 / 12)
    assert leaner.ratio.low < 15 / 12 < leaner.ratio.high
    assert leaner.p_point == pytest.approx(4e11)
    searched = {(LEANER.method, "here"): 77}
    assert scoring.scores(points, [PLAIN, LEANER], {}, searched)[1].largest_batch == 77


def test_scores_of_nothing() -> None:
    assert scoring.scores([], [], {}) == ()
    none_fits = [point(NONE, 1, 10, fits=False), point("checkpoint-blocks", 1, 9)]
    score = scoring.scores(none_fits, [PLAIN, LEANER], {})[1]
    assert score.ratio is None
    assert (score.largest_batch, score.largest_plain) == (1, 0)
    unknown = scoring.scores([point(NONE, 1, 10, fits=None)], [PLAIN], {})[0]
    assert unknown.largest_plain is None


def test_advice_says_from_which_memory_on_recomputation_no_longer_pays() -> None:
    said = "\n".join(advice(frontiers.frontier()))
    found = re.search(r"pays below about ([\d.]+) GB", said)
    assert found
    limit = float(found[1]) * GB
    laws = {law.method: law for law in frontiers.frontier().laws}
    for usable, pays in ((limit * 0.9, True), (limit * 1.5, False)):
        own, plain = (
            scoring.throughput_within(laws[name], usable) or 0
            for name in ("checkpoint-blocks", NONE)
        )
        assert (own > plain) == pays
    assert "of what any memory could give" in said
    assert "an epoch costs least on" in said


@pytest.mark.parametrize(
    "one", [frontiers.untraced(), frontiers.without_times(), frontiers.nothing_fits()]
)
def test_advice_says_what_is_missing(one: object) -> None:
    said = advice(one)  # type: ignore[arg-type]
    assert said
    assert all(each.endswith((".", "!")) for each in said)


def test_advice_where_the_method_adds_no_time_or_saves_nothing() -> None:
    free = dataclasses.replace(LEANER, seconds_per_example=0.003)
    useless = dataclasses.replace(LEANER, method="quantize-activations", bytes_per_example=GB)
    devices = (Device("here", "", 16 * GB),)
    made = frontiers.frontier(devices=devices, laws=(PLAIN, free, useless), scores=(), chosen={})
    said = "\n".join(advice(made))
    assert "adds no time" in said
    assert "saves nothing by example" in said
