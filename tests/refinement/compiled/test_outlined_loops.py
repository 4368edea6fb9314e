"""Loops of cells that take long become functions, which are compiled."""

from __future__ import annotations

import copy
import struct
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from jupyter_perf.refinement.rules import propose

pytest.importorskip("numba")


def rewritten(source: str, namespace: dict[str, Any], seconds: float = 3.0) -> str | None:
    """What the rule makes of a cell that takes so long."""
    payload = {
        "source": source,
        "kind": "cell",
        "entry": None,
        "calls_name": None,
        "only": ["loop-to-numba"],
        "skip": [],
        "seconds": seconds,
    }
    found = propose(namespace, payload)
    return found[0]["code"] if found else None


def run(source: str, namespace: dict[str, Any]) -> SimpleNamespace:
    left = copy.deepcopy({k: v for k, v in namespace.items() if k != "np"}) | {"np": np}
    exec(compile(source, "<cell>", "exec"), left)
    return SimpleNamespace(**left)


def bits(value: Any) -> Any:
    """Type and value of a number, to the last bit."""
    if isinstance(value, float | complex):
        number = complex(value)
        return type(value), struct.pack("dd", number.real, number.imag)
    if isinstance(value, list | tuple):
        return [type(value), *map(bits, value)]
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tobytes()
    return type(value), value


MANDELBROT = """
img = np.zeros((h, w), dtype=int)
for i in range(h):
    for j in range(w):
        c = complex(-2 + 3 * j / w, -1.5 + 3 * i / h)
        z = 0
        n = 0
        while abs(z) <= 2 and n < 40:
            z = z * z + c
            n += 1
        img[i, j] = n
"""
LISTED = """
limit = 30
counts = []
for y in range(h):
    row = []
    for x in range(w):
        c = complex(x / w * 3 - 2, y / h * 2 - 1)
        z = 0j
        for n in range(limit):
            z = z ** 2 + c
            if abs(z) > 2:
                break
        row.append(n)
    counts.append(row)
"""
JULIA = """
def escape(z, c, limit):
    n = 0
    while z.real ** 2 + z.imag ** 2 <= 4 and n < limit:
        z = z ** 3 - c
        n += 1
    return n

c = -0.4 + 0.6j
img = [[0] * w for _ in range(h)]
for i in range(h):
    for j in range(w):
        img[i][j] = escape(complex(-1.5 + 3 * j / w, -1 + 2 * i / h), c, 30)
"""
COLLATZ = """
best, best_n = 0, 1
lengths = []
for n in range(1, 400):
    m = n
    steps = 0
    while m != 1:
        m = 3 * m + 1 if m % 2 else m // 2
        steps += 1
    lengths.append(steps)
    if steps > best:
        best, best_n = steps, n
"""
NEWTON = """
roots = np.zeros(len(values))
for i in range(len(values)):
    x = values[i]
    while abs(x * x - values[i]) > 1e-9 * values[i]:
        x = 0.5 * (x + values[i] / x)
    roots[i] = x
"""
BASINS = """
basins = np.zeros((h, w))
for i in range(h):
    for j in range(w):
        z = complex(j / w - 0.41, i / h - 0.37)
        k = 0
        while abs(z * z * z - 1) > 1e-6 and k < 50:
            z = z - (z * z * z - 1) / (3 * z * z)
            k += 1
        basins[i, j] = z.imag + k
"""
DOWN = """
n = start
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
"""
GRID = """
out = np.zeros(grid.shape)
for i in range(grid.shape[0]):
    for j in range(grid.shape[1]):
        z = 0
        for n in range(25):
            z = z ** 2 + grid[i, j]
            if abs(z) > 2:
                break
        out[i, j] = n
"""
X, Y = np.linspace(-2, 1, 12), np.linspace(-1, 1, 9)
VALUES = np.random.default_rng(0).uniform(0.5, 2, 40)


@pytest.mark.parametrize(
    ("source", "namespace", "names"),
    [
        (MANDELBROT, {"h": 9, "w": 12}, "img"),
        (LISTED, {"h": 9, "w": 12}, "counts"),
        (JULIA, {"h": 9, "w": 12}, "img c"),
        (COLLATZ, {}, "best best_n lengths"),
        (NEWTON, {"values": VALUES}, "roots values"),
        (BASINS, {"h": 9, "w": 12}, "basins"),
        (DOWN, {"start": 27}, "n steps"),
        (GRID, {"grid": X + 1j * Y[:, None]}, "out grid"),
    ],
)
def test_loops_that_end_by_a_test_are_compiled(source, namespace, names):
    namespace = {"np": np, **namespace}
    code = rewritten(source, namespace)
    assert code is not None
    was, now = run(source, namespace), run(code, namespace)
    for name in names.split():
        assert bits(getattr(now, name)) == bits(getattr(was, name)), name
    (kernel,) = (value for name, value in vars(now).items() if name.endswith("loop_compiled"))
    assert kernel.signatures, "the original went on"
    assert rewritten(code, namespace) is None


@pytest.mark.parametrize(
    ("source", "namespace", "changed"),
    [
        (MANDELBROT, {"h": 3, "w": 4}, {"w": 0}),
        (LISTED, {"h": 3, "w": 4}, {"h": 0}),
        (DOWN, {"start": 27}, {"start": 2**70 + 1}),
        (DOWN, {"start": 27}, {"start": 27.0}),
        (NEWTON, {"values": VALUES}, {"values": VALUES[:0]}),
        (NEWTON, {"values": VALUES}, {"values": VALUES.tolist()}),
        (GRID, {"grid": X + 1j * Y[:, None]}, {"grid": np.array([[complex("inf"), 1e200j]])}),
    ],
)
def test_other_inputs_go_the_old_way(source, namespace, changed):
    namespace = {"np": np, **namespace}
    code = rewritten(source, namespace)
    assert code is not None
    namespace |= changed
    was, now = run(source, namespace), run(code, namespace)
    for name in {"img", "counts", "steps", "roots", "out"} & set(vars(was)):
        assert bits(getattr(now, name)) == bits(getattr(was, name)), name


@pytest.mark.parametrize(
    "source",
    [
        "for k in range(n):\n    z = 0\n    while z < 9:\n        z += 1\n        print(z)\n",
        "def f(z):\n    return z + k\nfor k in range(n):\n    z = 0\n    while z < 9: z = f(z)",
        "if n:\n    for k in range(n):\n        while k > 1:\n            k -= 1\n",
        "out = other = []\nfor k in range(n):\n    while k > 1:\n        k -= 1\n    out.append(k)",
        "for k in range(n):\n    z = 1j\n    while z < 3:\n        z += 1\n",
        "z = 0.0\nfor k in range(n):\n    z = z * z + 1j\n",
        "total = 3\nfor k in range(n):\n    total = total * total + 1j\n",
        "for k in range(n):\n    z = 1j * k\n    z **= 2\n",
        "for k in range(n):\n    z = (1j * k) ** 0.5\n",
        "for k in range(n):\n    z = np.abs(1j * k)\n",
        "for k in range(n):\n    last = names[k % 2]\n",
        "while n > 1:\n    n = n // 2\n    yield_ = open\n",
    ],
)  # fmt: skip
def test_other_loops_stay(source):
    assert rewritten(source, {"np": np, "n": 5, "names": ["a", "b"]}) is None


def test_cells_that_take_less_time_than_compiling_stay():
    assert rewritten(MANDELBROT, {"np": np, "h": 9, "w": 12}, seconds=0.3) is None
