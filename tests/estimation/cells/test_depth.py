"""How deep a cell's loops are nested."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.estimation.cells.depth import depth_of


@pytest.mark.parametrize(
    ("source", "depth"),
    [
        ("total = df.x.sum()", 1),
        ("for a in xs:\n    t += a", 1),
        ("for a in xs:\n    for b in xs:\n        t += a * b", 2),
        ("c = [[sum(a * b for a, b in zip(r, k)) for k in ks] for r in rs]", 3),
        ("pairs = [(a, b) for a in xs for b in xs]", 2),
        ("while x:\n    x = [y for y in x if y]", 2),
        ("b = np.linalg.inv(a)", 3),
        ("b = a @ a", 3),
        ("for i in r:\n    b = a @ a", 4),
    ],
)
def test_depth(source: str, depth: int) -> None:
    assert depth_of(ast.parse(source), {}) == depth


def test_functions_of_the_user_hide_their_loops() -> None:
    assert depth_of(ast.parse("y = depth_of(x)"), {"depth_of": depth_of}) is None
