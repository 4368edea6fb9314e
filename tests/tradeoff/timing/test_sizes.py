"""Batch sizes that are timed, and times from samples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyter_perf.tradeoff.timing import Timed
from jupyter_perf.tradeoff.timing.sizes import SIZES, chosen


def picked(seconds: Callable[[int], float | None], least: int, most: int) -> list[int]:
    return chosen(seconds, least, most, longest_s=1e9, ends=1e9, clock=lambda: 0.0)


def test_sizes_lie_beyond_the_floor_but_for_the_least() -> None:
    found = picked(lambda x: max(1.0, 0.01 * x) + 0.1, 1, 1 << 20)
    assert found[0] == 1
    assert len(found) <= SIZES
    assert all(each > 100 for each in found[1:])
    assert found[-1] >= 4 * found[1]


def test_memory_bounds_them() -> None:
    found = picked(lambda x: float(x), 2, 16)
    assert found == [2, 4, 8, 16]


def test_a_size_that_fails_ends_the_search() -> None:
    assert picked(lambda x: float(x) if x < 8 else None, 1, 1 << 20) == [1, 2, 4]
    assert picked(lambda _: None, 1, 1 << 20) == []


def test_long_steps_are_few() -> None:
    asked: list[int] = []

    def seconds(x: int) -> float:
        asked.append(x)
        return float(x)

    chosen(seconds, 1, 1 << 20, longest_s=24.0, ends=1e9, clock=lambda: 0.0)
    assert max(asked) <= 4


def test_time_that_is_up_ends_it_at_once() -> None:
    assert chosen(float, 1, 8, longest_s=1e9, ends=0.0, clock=lambda: 1.0) == []


def test_one_thread_is_billed_what_it_works() -> None:
    busy = Timed("none", 4, (3.0, 1.5, 2.0), (1.0, 1.01, 0.99), (0.6, 0.3, 0.4), threads=1)
    assert busy.seconds.value == 1.0
    assert busy.seconds.low < 1.0 < busy.seconds.high < 1.1
    assert busy.update_seconds == pytest.approx(0.2)


def test_of_several_threads_the_fastest_steps_count() -> None:
    busy = Timed("none", 4, (1.0, 1.02, 5.0, 9.0), (2.0, 2.0, 2.0, 2.0), (0.0,) * 4, threads=2)
    assert busy.seconds.value == pytest.approx(1.01)


def test_spread_widens_and_more_steps_narrow() -> None:
    few = Timed("none", 1, (1.0, 1.2, 0.8), (1.0, 1.2, 0.8), (0.0,) * 3)
    many = Timed("none", 1, (1.0, 1.2, 0.8) * 9, (1.0, 1.2, 0.8) * 9, (0.0,) * 27)
    assert few.noise > many.noise > 0.01
