"""Patterns of statements: what counts as written alike."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.refinement.rules._alike import matched

SWAP = "for v_i in range(E_n):\n    v_a[v_i], v_a[0] = v_a[0], v_a[v_i]\n"


@pytest.mark.parametrize(
    "source",
    [
        "for k in range(len(xs)):\n    xs[k], xs[0] = xs[0], xs[k]\n",
        "for k in range(0, n):\n    xs[0], xs[k] = xs[k], xs[0]\n",
        "for k in range(n):\n    t = xs[0]\n    xs[0] = xs[k]\n    xs[k] = t\n",
    ],
)
def test_alike(source):
    found = matched(ast.parse(source).body, SWAP)
    assert found is not None
    assert ast.unparse(found["v_a"]) == "xs"
    assert ast.unparse(found["v_i"]) == "k"


@pytest.mark.parametrize(
    "source",
    [
        "for k in range(1, n):\n    xs[k], xs[0] = xs[0], xs[k]\n",
        "for k in range(n):\n    xs[k], ys[0] = ys[0], xs[k]\n",
        "for k in range(n):\n    xs[k], xs[0] = xs[k], xs[0]\n",
        "for k in range(n):\n    k[k], k[0] = k[0], k[k]\n",
        "for k in range(n):\n    t = xs[0]\n    xs[k] = t\n    xs[0] = xs[k]\n",
        "for k in range(n):\n    xs[k], xs[0] = xs[0], xs[k]\nelse:\n    pass\n",
    ],
)
def test_not_alike(source):
    assert matched(ast.parse(source).body, SWAP) is None


def test_comparisons_and_assignments_have_one_form():
    body = ast.parse("while True:\n    if a > b:\n        n = n + 1\n").body
    assert matched(body, "while 1:\n    if v_b < v_a:\n        v_n += 1\n") is not None
    assert matched(body, "while 1:\n    if v_b <= v_a:\n        v_n += 1\n") is None
