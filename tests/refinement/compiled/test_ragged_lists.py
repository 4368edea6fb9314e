"""Compiled functions of rows of several lengths: empty ones, other types, and what is kept."""

from __future__ import annotations

import pytest
from compiled_and_not import both, outcome, rewritten

REACH = """
from collections import deque


def reach(graph, start):
    dist = [-1] * len(graph)
    dist[start] = 0
    queue = deque([start])
    while queue:
        u = queue.popleft()
        for v in graph[u]:
            if dist[v] < 0:
                dist[v] = dist[u] + 1
                queue.append(v)
    return dist
"""
LASTS = """
def total(row):
    found = 0.0
    for value in row:
        found += value
    return found


def lasts(rows, most):
    out = []
    for at, row in enumerate(rows):
        for j, value in enumerate(row):
            if j >= most:
                break
            out.append(value * at)
        out.append(total(row))
    return out
"""


def test_neighbours_of_a_graph() -> None:
    graph = [[1, 2], [0], [0, 3, 1], []]
    original, compiled = both(REACH, "reach", [(graph, 0)])
    odd = [[[1, 2.0], [0], []], [[], []], [(1,), [0]], [[9], []], [[-1], [0, 0], []], [[2**70], []]]
    for given in [graph, [[1], [0]], *odd, []]:
        assert outcome(compiled, (given, 0)) == outcome(original, (given, 0)), given


def test_rows_without_elements_and_with_others() -> None:
    rows = [[1.5, 2.5], [], [3.0]]
    original, compiled = both(LASTS, "lasts", [(rows, 2), ([[1.0], [2.0]], 1)])
    for args in [(rows, 2), ([[1.0], [2.0]], 1), ([[], []], 1), ([[1]], 3), ([], 1), (rows[0], 1)]:
        assert outcome(compiled, args) == outcome(original, args), args


@pytest.mark.parametrize(
    "body",
    [
        "for row in rows:\n        n += 1\n        row[0] = n\n    return n",
        "for a, b in rows:\n        n += a * b\n    return n",
        "for row in rows:\n        for last in row:\n            n += 1\n    return last",
        "for row in rows:\n        n += 1\n    return rows[0]",
        "for row in rows:\n        row.append(n)\n    return n",
        "out = []\n    for row in rows:\n        out.append(row)\n    return out",
    ],
)
def test_other_uses_of_rows_are_not_compiled(body: str) -> None:
    source = f"def use(rows, n):\n    {body}\n"
    assert rewritten(source, "use", [([[3, 1], [2]], 2)]) is None
