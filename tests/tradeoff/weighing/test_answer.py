"""What the sentence claims, and that sizes in it agree."""

from __future__ import annotations

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff.devices import Place
from jupyter_perf.tradeoff.result import NONE, Point, Score
from jupyter_perf.tradeoff.weighing.answer import sentence

T4 = Place(targets.get("t4"), 16e9)
RATE = Range(40.0, 30.0, 50.0)


def point(method: str, batch: int, rate: Range | None) -> Point:
    return Point(method, batch, "t4", throughput=rate, fits=True)


def said(points: list[Point], ratios: list[Score], at: int = 0, **more: int | None) -> str:
    return sentence(points, {"t4": at}, ratios, [T4], False, more)


TIMED = [point(NONE, 8, RATE), point("lora", 8, RATE)]
EVEN = [Score("lora", "t4", Range(1.0, 0.9, 1.1))]


def test_none_is_needed_where_sizes_were_looked_through_and_times_compared() -> None:
    assert said(TIMED, EVEN).startswith("t4: you don't need any: batch 8 fits, 40")


def test_without_the_largest_batch_no_more_is_said_than_is_known() -> None:
    only = said(TIMED, EVEN, t4=8)
    assert "batch 8 fits, larger ones were not looked at in the time that there was" in only
    beyond = said(TIMED, EVEN, t4=8192)
    assert "batch 8 fits, the largest one was not confirmed in the time that there was" in beyond
    assert "don't need" not in only + beyond


def test_without_times_nothing_is_said_of_speed() -> None:
    untimed = [point(NONE, 8, None), point("lora", 8, None)]
    expected = "t4: batch 8 fits, whether a method is faster isn't known"
    assert said(untimed, []) == expected
    assert said(TIMED, []).startswith(expected)


def test_a_ratio_stands_with_its_interval() -> None:
    pays = [Score("lora", "t4", Range(1.22, 1.15, 1.31))]
    assert "batch 8, 1.22× [1.15, 1.31] throughput" in said(TIMED, pays, 1)
    assert "(`lora` may give 1.22× [1.15, 1.31])" in said(TIMED, pays)
