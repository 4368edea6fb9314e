"""Which of several rewrites asks least of a reader."""

from __future__ import annotations

import dataclasses

import pytest

from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.readability import Change, change_between, simplest
from jupyter_perf.refinement.verdict import Evidence, Faster

SOURCE = "x = 1\n\ny = 2\nz = 3\n"
TIMING = Timing(1.0, (1.0, 1.0), 1.0, "cpu", (), (), (), (), "faster")
SMALL, LARGE = SOURCE.replace("2", "9"), SOURCE.replace("2", "9").replace("3", "8")


def faster(code: str, ratio: float, low: float, high: float) -> Faster:
    timing = dataclasses.replace(TIMING, ratio=ratio, interval=(low, high))
    return Faster(Candidate(code, ("a-rule",)), Evidence(own=1), timing)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (SOURCE, Change(0, 0)),
        (SMALL, Change(2, 0)),
        ("x = 1\ny = 2\n\n\nz = 3\n", Change(0, 0)),
        ("import math\nfrom os import path\n" + SOURCE, Change(2, 2, ("math", "os"))),
        ("x = 1\n", Change(2, -2)),
        ("def (", Change(4, -2)),
    ],
)
def test_the_size_of_a_change(code: str, change: Change) -> None:
    assert change_between(SOURCE, code) == change


@pytest.mark.parametrize(
    ("ratio", "low", "high", "wins"),
    [
        (10.0, 9.9, 10.1, True),
        (9.6, 9.59, 9.61, True),
        (9.1, 8.0, 10.2, True),
        (9.1, 9.0, 9.2, False),
        (5.0, 1.0, 60.0, False),
    ],
)
def test_the_smaller_change_wins_among_those_as_fast(
    ratio: float, low: float, high: float, wins: bool
) -> None:
    large, small = faster(LARGE, 10.0, 9.8, 10.2), faster(SMALL, ratio, low, high)
    assert simplest(SOURCE, [large, small]) is (small if wins else large)


@pytest.mark.parametrize(("ratio", "wins"), [(100.0, True), (50.0, False)])
def test_where_next_to_nothing_is_left_the_smaller_change_wins(ratio: float, wins: bool) -> None:
    large = faster(LARGE, 190.0, 180.0, 200.0)
    small = faster(SMALL, ratio, 0.99 * ratio, 1.01 * ratio)
    assert simplest(SOURCE, [large, small]) is (small if wins else large)


def test_of_changes_of_one_size_the_fastest_wins() -> None:
    first, second = faster(SMALL, 10.0, 9.0, 11.0), faster(SMALL + "\n", 10.2, 9.0, 11.0)
    assert simplest(SOURCE, [first, second]) is second
    assert simplest(SOURCE, []) is None
