"""Compiled functions that make deques and sets: both ends, nothing left, and what is returned."""

from __future__ import annotations

import pytest
from compiled_and_not import both, outcome, rewritten

SHORTEST = """
from collections import deque


def shortest(grid, row, column):
    queue = deque([(0, 0, 0)])
    seen = {(0, 0)}
    while queue:
        r, c, steps = queue.popleft()
        if r == row and c == column:
            return steps
        for a, b in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= a < len(grid) and 0 <= b < len(grid[0]) and grid[a][b] == 0:
                if (a, b) not in seen:
                    seen.add((a, b))
                    queue.append((a, b, steps + 1))
    return -1
"""
TURNS = """
import collections


def turns(n, k):
    line = collections.deque()
    for i in range(n):
        line.append(i)
    out = []
    while len(line) > 1:
        for _ in range(k):
            line.append(line.popleft())
        out.append(line.pop())
        line.appendleft(line.popleft())
    out.append(line[0])
    line.clear()
    return out, len(line)
"""


def test_ways_through_a_grid() -> None:
    grid = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    original, compiled = both(SHORTEST, "shortest", [(grid, 2, 2)])
    wider = [[0] * 40 for _ in range(30)]
    for args in [(grid, 2, 2), (grid, 2, 0), (wider, 29, 39), ([[0]], 0, 0), ([[1]], 3, 3)]:
        assert outcome(compiled, args) == outcome(original, args), args
    assert outcome(compiled, ([], 1, 0)) == outcome(original, ([], 1, 0))


def test_both_ends_of_a_queue() -> None:
    original, compiled = both(TURNS, "turns", [(7, 2)])
    for args in [(7, 2), (1, 5), (0, 1), (40, 0), (12, 100), (3, -1), (5, 2**60)][:6]:
        assert outcome(compiled, args) == outcome(original, args), args


@pytest.mark.parametrize(
    "line",
    [
        "q = deque([n], maxlen=3)",
        "q = deque(values)",
        "q = deque([n]); q.rotate(1)",
        "q = deque([n]); q.extend(values)",
        "q = deque([n]); v = q[0:1]",
        "q = deque([n]); out = [q]",
        "q = deque([n]); q.pop(0)",
        "q = deque([n]); return q",
        "q = {0.5}",
        "q = {n, 'a'}",
    ],
)
def test_other_uses_are_not_compiled(line: str) -> None:
    source = (
        "from collections import deque\n"
        f"def use(values, n):\n    for v in values:\n        n += v\n    {line}\n    return n\n"
    )
    assert rewritten(source, "use", [([3, 1, 2], 2)]) is None


REGION = """
from collections import deque


def region(depth, least):
    seen = set()
    best = 0
    for i in range(len(depth)):
        for j in range(len(depth[0])):
            if depth[i][j] < least or (i, j) in seen:
                continue
            size = 0
            todo = deque([(i, j)])
            seen.add((i, j))
            while todo:
                y, x = todo.pop()
                size += 1
                for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    ny, nx = y + dy, x + dx
                    if 0 <= ny < len(depth) and 0 <= nx < len(depth[0]):
                        if (ny, nx) not in seen and depth[ny][nx] >= least:
                            seen.add((ny, nx))
                            todo.append((ny, nx))
            best = max(best, size)
    return best
"""


def test_regions_of_a_grid() -> None:
    depth = [[3.5, 1.0, 4.0], [4.5, 0.5, 9.0]]
    original, compiled = both(REGION, "region", [(depth, 2.0)])
    for args in [(depth, 2.0), (depth, 10.0), (depth, 0.0), ([], 1.0), ([[2.0]], 1.0)]:
        assert outcome(compiled, args) == outcome(original, args), args


PLACES = """
def places(values, start):
    total = 0
    for at, value in enumerate(values, start=start):
        if value > 0:
            total += at
    return total
"""


def test_counting_may_start_anywhere() -> None:
    original, compiled = both(PLACES, "places", [([3, 1], 1)])
    for start in (1, 0, -5, 2**40, 2**61, 2**62, 2**63 - 1):
        assert outcome(compiled, ([3, -1, 2], start)) == outcome(original, ([3, -1, 2], start))
