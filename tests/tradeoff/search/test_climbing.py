"""The largest batch within a limit, found by few traces of a peak that is piecewise linear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyter_perf.tradeoff.search.climbing import MOST, bracket, climb


def searched(
    peak: Callable[[int], float | None], first: list[int], room: float, most: int = MOST
) -> tuple[dict[int, float], list[int]]:
    """All peaks that are known in the end, and what was asked for."""
    known = {each: found for each in first if (found := peak(each)) is not None}
    asked = []
    for batch in climb(known, room, most):
        asked.append(batch)
        found = peak(batch)
        if found is not None:
            known[batch] = found
    return known, asked


@pytest.mark.parametrize("room", [1_200.0, 5_001.0, 123_456.0, 9_999_999.0])
def test_a_line_is_asked_at_the_answer_and_one_above(room: float) -> None:
    known, asked = searched(lambda x: max(1000.0, 10.0 * x + 200), [8, 8192, 1], room)
    best = int((room - 200) // 10)
    assert bracket(known, room) == (best, best + 1)
    assert len(asked) <= 6


def test_a_curve_that_bends_is_bracketed_too() -> None:
    def peak(x: int) -> float:
        return max(1000.0, 3.0 * x + 900, 10.0 * x - 5000)

    known, asked = searched(peak, [4, 4096, 1], 7777.0)
    assert bracket(known, 7777.0) == (1277, 1278)
    assert len(asked) < 10


def test_nothing_is_asked_where_nothing_fits() -> None:
    known, asked = searched(lambda x: 100.0 * x, [8, 64, 1], 50.0)
    assert asked == []
    assert bracket(known, 50.0) == (None, 1)


def test_no_more_is_asked_than_is_wanted() -> None:
    known, asked = searched(lambda x: float(x), [8, 1], 1e9, most=100)
    assert max([*known, *asked]) == 100


def test_what_cannot_be_traced_counts_as_beyond() -> None:
    known, asked = searched(lambda x: float(x) if x <= 300 else None, [8, 64, 1], 1e6)
    assert max(known) <= 300
    assert all(each not in known for each in asked if each > 300)


def test_peaks_that_do_not_grow_end() -> None:
    known, asked = searched(lambda _: 5.0, [8, 64, 1], 10.0)
    assert max(known) == MOST
    assert len(asked) < 12
