"""Whole numbers beside infinite ones, and tuples on a stack: results have Python's types."""

from __future__ import annotations

from typing import Any

import pytest
from compiled_and_not import both, outcome, rewritten

COINS = """
def coins_for(coins, amount):
    least = [float('inf')] * (amount + 1)
    least[0] = 0
    for a in range(1, amount + 1):
        for coin in coins:
            if coin <= a:
                least[a] = min(least[a], least[a - coin] + 1)
    return least[amount]
"""
DISTANCES = """
import math
def distances(edges, n, start):
    far = [math.inf] * n
    far[start] = 0
    for _ in range(n - 1):
        for u, v, w in edges:
            if far[u] + w < far[v]:
                far[v] = far[u] + w
    return far
"""
ALL_WAYS = """
def all_ways(w):
    n = len(w)
    d = [[float("inf") for _ in range(n)] for _ in range(n)]
    for i in range(n):
        d[i][i] = 0
        for j in range(n):
            if w[i][j]:
                d[i][j] = w[i][j]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return d
"""
NEAREST = """
FAR = float("inf")
def nearest(xs, x):
    best = FAR
    for other in xs:
        d = other - x if other > x else x - other
        if d < best:
            best = d
    return best
"""
LARGEST_ODD = """
def largest_odd(numbers):
    best = -float("inf")
    for number in numbers:
        if number % 2:
            best = max(best, number)
    return best
"""
WHERE = """
def where_most(heights):
    best, where = 0, None
    for at, height in enumerate(heights):
        if height > best:
            best, where = height, at
    return best, where
"""
STACK = """
def sum_of_powers(n):
    stack = [(1, n)]
    total = 0
    while stack:
        power, left = stack.pop()
        total += power
        if left > 0:
            stack.append((power * 3, left - 1))
    return total
"""


@pytest.mark.parametrize(
    ("source", "entry", "calls", "others"),
    [
        (
            COINS,
            "coins_for",
            [([2, 4], 10), ([3, 7], 7)],
            [([2], 3), ([], 3), ([5], 0), ([2**70], 3), ([2.0], 4), ([1], -1)],
        ),
        (
            DISTANCES,
            "distances",
            [([[0, 1, 5], [1, 2, 7]], 4, 0)],
            [([[0, 1, 2**60]] * 2, 4, 0), ([[0, 1, -5]], 2, 0), ([[0, 9, -5]], 2, 0)],
        ),
        (ALL_WAYS, "all_ways", [([[0, 3, 0], [0, 0, 4], [0, 0, 0]],)], [([[0, 2**60], [1, 0]],)]),
        (NEAREST, "nearest", [([2, 4, 5], 9)], [([], 1), ([2**60], -(2**60)), ([2.5], 1)]),
        (LARGEST_ODD, "largest_odd", [([2, 4, 5],)], [([2],), ([],), ([2**55 + 1],), ([2.5],)]),
        (WHERE, "where_most", [([2, 4, 5],)], [([],), ([-1],)]),
        (STACK, "sum_of_powers", [(5,), (8,)], [(0,), (60,), (-1,)]),
    ],
)
def test_a_compiled_function_gives_what_the_original_gives(
    source: str, entry: str, calls: list[Any], others: list[Any]
) -> None:
    original, compiled = both(source, entry, calls)

    for args in [*calls, *others]:
        assert outcome(compiled, args) == outcome(original, args), args


def test_an_infinity_that_is_bound_again_is_left_alone() -> None:
    again = "def forget():\n    global FAR\n    FAR = 3\n"

    assert rewritten(NEAREST + again, "nearest", [([1, 2], 3)]) is None


def test_what_may_be_neither_whole_nor_infinite_is_left_alone() -> None:
    gap = (
        "def gap(xs):\n    lo, hi = float('inf'), float('-inf')\n    for x in xs:\n"
        "        lo = min(lo, x)\n        hi = max(hi, x)\n    return hi - lo\n"
    )

    assert rewritten(gap, "gap", [([1, 2],)]) is None
