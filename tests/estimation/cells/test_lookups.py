"""Dictionaries that a cell looks things up in."""

from __future__ import annotations

import pytest

from jupyter_perf.estimation.cells.lookups import looks_up

SPACE: dict[str, object] = {"prices": {"a": 1.0}, "rows": [1, 2]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("total = sum(prices[name] for name in names)", True),
        ("total = prices['a']", False),
        ("total = sum(prices.values())", False),
        ("prices['b' + suffix] = 3", False),
        ("total = sum(rows[i] for i in range(2))", False),
        ("total = prices[", False),
    ],
)
def test_only_keys_that_are_worked_out_are_looked_up(source: str, expected: bool) -> None:
    assert looks_up(source, SPACE) is expected
