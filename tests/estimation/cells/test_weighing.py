"""Two predictions of one cost."""

from __future__ import annotations

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.cells.weighing import weighed


def test_the_surer_one_counts_more_and_equals_count_alike() -> None:
    sure, unsure = Range(10.0, 8.0, 12.5), Range(20.0, 5.0, 80.0)
    found = weighed(sure, unsure)
    assert 10 < found.value < 10.5
    assert found.value == pytest.approx(weighed(unsure, sure).value)
    same = weighed(sure, sure)
    assert (same.value, same.low, same.high) == pytest.approx((10.0, 8.0, 12.5))
    middle = weighed(Range(10.0, 5.0, 20.0), Range(15.0, 7.5, 30.0))
    assert middle.value == pytest.approx((10 * 15) ** 0.5)


def test_where_they_disagree_the_range_holds_both() -> None:
    found = weighed(Range(10.0, 9.0, 11.0), Range(40.0, 30.0, 50.0))
    assert (found.low, found.high) == (9.0, 50.0)
    assert 10 < found.value < 40


def test_a_range_without_an_end_leaves_it_to_the_narrower_one() -> None:
    assert weighed(Range(2.0, 0.0, 9.0), Range(3.0, 2.0, 4.0)) == Range(3.0, 2.0, 4.0)
