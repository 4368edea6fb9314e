"""Positions in other values stay positions when those are cut."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from jupyter_perf.estimation.cells.cutting import cut
from jupyter_perf.estimation.cells.indexes import indexes_in, moved


@pytest.mark.parametrize(
    "source",
    [
        "b = a[at]",
        "b = a[at, 0]",
        "b = a.take(at)",
        "b = np.take(a, at)",
        "b = a.iloc[at]",
        "b = [a[i] for i in at]",
        "for k, i in enumerate(at):\n    t += a[i]",
        "a[at] += 1",
    ],
)
def test_what_is_indexed_by_what_is_read_off(source: str) -> None:
    assert ("a", "at") in indexes_in(ast.parse(source))


def test_other_subscripts_name_no_holder_of_positions() -> None:
    assert indexes_in(ast.parse("b = a[0]\nc = a[:5]\na[a]")) == ()


def test_positions_keep_order_and_bounds() -> None:
    at = np.array([0, 10, 999, 500, 500, -1000])
    new = moved(at, 1000, 10)
    assert new.tolist() == [0, 0, 9, 5, 5, -10]
    assert new.dtype == at.dtype
    assert moved([999, 3], 1000, 10) == [9, 0]


@pytest.mark.parametrize(
    "holder",
    [np.array([0, 9]), np.array([5000]), np.array([0.5, 999.0]), ["a"], [[1], [2, 3]], [], (999,)],
)
def test_what_holds_no_such_positions_stays(holder: object) -> None:
    assert moved(holder, 1000, 10) is holder


def test_a_gather_runs_on_samples() -> None:
    random = np.random.default_rng(0)
    values: dict[str, object] = {
        "a": random.random(100_000),
        "at": random.integers(0, 100_000, 30_000),
    }
    fractions = {"100000": 0.01, "30000": 0.01}
    smaller, _ = cut(values, fractions, {}, 7, indexes=[("a", "at")])
    a, at = smaller["a"], smaller["at"]
    assert isinstance(a, np.ndarray)
    assert isinstance(at, np.ndarray)
    assert len(at) == 300
    assert len(a[at]) == 300
    assert at.max() > 0.9 * len(a)
