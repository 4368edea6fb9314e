"""Compiled `min` and `max` by a key: ties, NaN, nothing to look at, and names used again."""

from __future__ import annotations

import math

import pytest
from compiled_and_not import both, outcome, rewritten

CLUSTERS = """
def clusters(points, centers, c):
    labels = []
    for p in points:
        labels.append(min(range(len(centers)), key=lambda c: abs(p - centers[c])))
    far = max(points, key=lambda p: (p - centers[0]) ** 2)
    members = [p for p, label in zip(points, labels) if label == c]
    return labels, far, len(members)
"""
PARTS = """
def digits(n):
    return max(range(1, n + 2), key=lambda d: (d * 7) % 10)


def parts(n, most):
    best = min(range(1, most), key=lambda k: (n * k) % most)
    total = best
    for k in range(1, n):
        total += digits(k)
    return total
"""


def test_the_first_of_the_nearest_is_found() -> None:
    points, centers = [0.0, 1.0, 5.0, 3.0], [0.5, 4.0, 4.0]
    original, compiled = both(CLUSTERS, "clusters", [(points, centers, 1)])
    cases = [
        (points, centers, 1),
        (points, [], 0),
        ([], centers, 0),
        ([math.nan, *points], centers, 2),
        (points, [math.nan, 1.0, math.inf], 0),
        ([1, 2.0], centers, 0),
        ([-0.0, 0.0], [0.0], 0),
    ]
    for args in cases:
        assert outcome(compiled, args) == outcome(original, args), args


def test_a_search_may_be_what_a_helper_returns() -> None:
    original, compiled = both(PARTS, "parts", [(40, 7)])
    for args in [(40, 7), (3, 1), (0, 9), (5, 200), (-4, 5), (2**70, 0)]:
        assert outcome(compiled, args) == outcome(original, args), args


@pytest.mark.parametrize(
    "search",
    [
        "min(values, key=lambda v: (v % n, v))",
        "min(values, key=abs)",
        "min(values, key=lambda v, w=n: v % w)",
        "min(values, key=lambda v: v % n, default=0)",
        "1 + min(values, key=lambda v: v % n)",
        "max(values, key=lambda v: None if v else n)",
    ],
)
def test_other_searches_are_not_compiled(search: str) -> None:
    source = f"def find(values, n):\n    for _ in range(n):\n        k = {search}\n    return k\n"
    assert rewritten(source, "find", [([3, 1, 2], 2)]) is None
