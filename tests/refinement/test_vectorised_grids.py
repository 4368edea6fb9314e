"""Loops over grids, neighbours and points, and their array forms: the same on data of many kinds.

Neighbours behind tests of bounds or on a ring, loops that are left early, functions that count,
copies that take turns, nearest points: what counts is that nothing differs.
"""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import pytest
from test_vectorised_loops import _run, _texts, fixtures

from jupyter_perf.refinement.rules import propose

RULES = ("vectorise-loop", "vectorise-comprehension")
HANDLED = r"""
for step in range(4):
    new = A.copy()
    for i in range(1, A.shape[0] - 1):
        for j in range(1, A.shape[1] - 1):
            new[i, j] = 0.25 * (A[i - 1, j] + A[i + 1, j] + A[i, j - 1] + A[i, j + 1])
    A = new
---
for step in range(3):
    new = [row[:] for row in B]
    for r in range(1, len(B) - 1):
        for c in range(1, len(B[0]) - 1):
            new[r][c] = B[r - 1][c] + B[r + 1][c] - B[r][c - 1]
    B = new
---
u = A[:, 0].copy() if A.shape[1] else np.zeros(0)
v = np.zeros_like(u)
for n in range(5):
    for i in range(1, len(u) - 1):
        v[i] = u[i] + 0.2 * (u[i + 1] - 2 * u[i] + u[i - 1])
    u, v = v, u
---
new = G.copy()
lit = 0
for i in range(G.shape[0]):
    for j in range(G.shape[1]):
        if G[i, j] == 2:
            new[i, j] = 3
            lit += 1
        elif G[i, j] == 1:
            for di, dj in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                a = i + di
                b = j + dj
                if 0 <= a < G.shape[0] and 0 <= b < G.shape[1]:
                    if G[a, b] == 2:
                        new[i, j] = 2
                        break
---
h, w = len(B), len(B[0]) if B else 0
new = [row[:] for row in B]
moved = False
for r in range(h):
    for c in range(w):
        near = False
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            rr, cc = r + dr, c + dc
            if rr < 0 or rr >= h or cc < 0 or cc >= w:
                continue
            if B[rr][cc] == 2:
                near = True
                break
        if near:
            new[r][c] = 2
            moved = True
---
peaks = []
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        high = True
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                if (di, dj) != (0, 0) and A[i + di, j + dj] >= A[i, j]:
                    high = False
                    break
            if not high:
                break
        if high:
            peaks.append((i, j))
---
blurred = np.zeros(A.shape)
for y in range(A.shape[0]):
    for x in range(A.shape[1]):
        total = 0.0
        n = 0
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                yy = y + dy
                xx = x + dx
                if yy < 0 or xx < 0 or yy >= A.shape[0] or xx >= A.shape[1]:
                    continue
                total += A[yy, xx]
                n += 1
        blurred[y, x] = total / n
---
rows, cols = G.shape
mean = np.zeros((rows, cols))
for i in range(rows):
    for j in range(cols):
        total = 0
        count = 0
        if i > 0:
            total += G[i - 1, j]
            count += 1
        if i < rows - 1:
            total += G[i + 1, j]
            count += 1
        if j > 0:
            total += G[i, j - 1]
            count += 1
        mean[i, j] = total - count
---
def lively(board, r, c):
    n = 0
    for i in range(r - 1, r + 2):
        for j in range(c - 1, c + 2):
            if (i, j) != (r, c) and 0 <= i < len(board) and 0 <= j < len(board[0]):
                n += board[i][j]
    return n
new = [[0] * len(B[0]) for _ in B]
for r in range(len(B)):
    for c in range(len(B[0])):
        n = lively(B, r, c)
        if B[r][c] and n in (2, 3) or n == 3:
            new[r][c] = 1
---
def beside(board, i, j):
    for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        a, b = i + di, j + dj
        if 0 <= a < board.shape[0] and 0 <= b < board.shape[1] and board[a, b] == 3:
            return True
    return False
out = np.zeros(G.shape, dtype=int)
for i in range(G.shape[0]):
    for j in range(G.shape[1]):
        if G[i, j] == 0 and beside(G, i, j):
            out[i, j] = 1
---
rows, cols = G.shape
out = np.zeros((rows, cols), dtype=int)
for r in range(rows):
    for c in range(cols):
        alive = 0
        for dr in [-1, 0, 1]:
            for dc in [-1, 0, 1]:
                if dr == 0 and dc == 0:
                    continue
                alive += G[(r + dr) % rows, (c + dc) % cols]
        out[r, c] = alive
---
n = G.shape[0]
energy = 0
for i in range(n):
    for j in range(n):
        energy += G[i, j] * (G[(i + 1) % n, j] + G[i - 1, j] + G[i, (j + 1) % n])
---
edges = 0
mask = np.zeros(G.shape, dtype=bool)
for i in range(G.shape[0]):
    for j in range(G.shape[1]):
        if i + 1 < G.shape[0] and G[i, j] != G[i + 1, j]:
            edges += 1
            mask[i, j] = True
        if j + 1 < G.shape[1] and G[i, j] != G[i, j + 1]:
            edges += 1
            mask[i, j] = True
---
out = G.copy()
for y in range(1, G.shape[0] - 1):
    for x in range(1, G.shape[1] - 1):
        values = []
        for dy in range(-1, 2):
            for dx in range(-1, 2):
                values.append(G[y + dy, x + dx])
        out[y, x] = min(values)
---
owner = np.zeros(len(P), dtype=int)
changed = 0
for i in range(len(P)):
    best = 0
    least = float("inf")
    for c in range(len(C)):
        d = 0
        for k in range(P.shape[1]):
            d += (P[i, k] - C[c, k]) ** 2
        if d < least:
            least = d
            best = c
    if owner[i] != best:
        changed += 1
    owner[i] = best
---
owner = np.empty(len(P), dtype=int)
error = 0.0
for i in range(len(P)):
    best = 1e9
    at = -1
    for j in range(len(C)):
        d = 0.0
        for k in range(2):
            d += (P[i, k] - C[j, k]) ** 2
        if d < best:
            best = d
            at = j
    owner[i] = at
    error += best
---
def apart(a, b):
    return np.sqrt(((a - b) ** 2).sum())
labels = []
for p in P:
    d = [apart(p, c) for c in C]
    labels.append(d.index(min(d)))
---
u = np.empty(len(P))
if len(P):
    u[0] = P[0, 0]
    u[-1] = P[-1, 0]
for i in range(1, len(P) - 1):
    u[i] = (P[i - 1, 0] + P[i, 0] + P[i + 1, 0]) / 3
---
low = 0
for i in range(G.shape[0]):
    for j in range(G.shape[1]):
        if G[i, j] > 1 and day % 4 == 3:
            low += 1
---
low = A.copy()
for i in range(A.shape[0]):
    for j in range(A.shape[1]):
        if A[i, j] > 1:
            continue
        best = A[i, j]
        if i > 0:
            best = min(best, A[i - 1, j] + 1)
        if j + 1 < A.shape[1]:
            best = min(best, A[i, j + 1] + 1)
        low[i, j] = best
---
def whole(board, i, j):
    for di in (-1, 0, 1):
        for dj in (-1, 0, 1):
            a = i + di
            b = j + dj
            if a < 0 or b < 0 or a >= board.shape[0] or b >= board.shape[1]:
                return False
            if board[a, b] == 0:
                return False
    return True
out = np.zeros_like(G)
for i in range(G.shape[0]):
    for j in range(G.shape[1]):
        if whole(G, i, j):
            out[i, j] = 1
---
ways = [(-1, 0), (0, 1), (1, 0), (0, -1)]
down = np.full(A.shape, -1, dtype=int)
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        most = 0
        way = -1
        for k, (di, dj) in enumerate(ways):
            drop = A[i, j] - A[i + di, j + dj]
            if drop > most:
                most = drop
                way = k
        down[i, j] = way
---
w = 4
x = P[:, 0].copy() if P.shape[1] else np.zeros(0)
smooth = np.zeros(len(x))
for i in range(len(x)):
    total = 0.0
    n = 0
    for j in range(max(0, i - w), min(len(x), i + w + 1)):
        total += x[j]
        n += 1
    smooth[i] = total / n
---
sums = []
for i in range(len(T)):
    low = max(0, i - day)
    high = min(len(T), i + 2)
    s = 0.0
    for j in range(low, high):
        s += T[j]
    sums.append(s / (high - low))
---
G = G.copy()
new = G.copy()
G = G[1:]
for i in range(len(G)):
    for j in range(G.shape[1]):
        new[i, j] = G[i, j] + 1
---
rows = [row[:] for row in B]
B.append([7] * 30)
for r in range(len(B) - 1):
    for c in range(len(B[0])):
        rows[r][c] = B[r + 1][c] - B[r][c]
"""
LEFT_ALONE = r"""
first = np.zeros(G.shape, dtype=int)
for i in range(1, G.shape[0] - 1):
    for j in range(1, G.shape[1] - 1):
        for k in (-1, 0, 1):
            if G[i, j + k] == 1:
                first[i, j] = k
                break
---
seen = 0
for i in range(1, G.shape[0] - 1):
    for j in range(1, G.shape[1] - 1):
        for k in (-1, 0, 1):
            if G[i, j + k] == 1:
                seen += 1
                break
---
out = np.zeros(G.shape, dtype=int)
for i in range(1, G.shape[0] - 1):
    for j in range(1, G.shape[1] - 1):
        for k in (-1, 0, 1):
            if G[i, j + k] == 1:
                break
            out[i, j] = 5
---
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        A[i, j] = 0.25 * (A[i - 1, j] + A[i + 1, j] + A[i, j - 1] + A[i, j + 1])
"""


def _data() -> dict[str, Any]:
    generator = np.random.default_rng(3)
    grid = generator.integers(0, 4, (25, 30))
    return {
        "np": np, "math": math, "day": 7, "G": grid, "A": generator.normal(size=(30, 40)),
        "B": (grid % 3).tolist(), "P": generator.normal(size=(60, 2)),
        "C": generator.normal(size=(5, 2)), "T": generator.normal(size=50).tolist(),
    }  # fmt: skip


def _varied(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Fewer rows and columns, none, rows of several lengths, NaN, infinities, huge numbers."""
    found = [data, {**data, "day": 4}, {**data, "day": 0}, {**data, "day": -1}, {**data, "day": 80}]
    for cut in (3, 2, 1, 0):
        rows = {n: v[:cut] for n, v in data.items() if isinstance(v, np.ndarray | list)}
        columns = {n: v[:, :cut] for n, v in data.items() if isinstance(v, np.ndarray)}
        found += [{**data, **rows}, {**data, **columns, "B": [r[:cut] for r in data["B"]]}]
    found.append({**data, "B": [row[: 30 - i % 2] for i, row in enumerate(data["B"])]})
    for float_, whole in ((math.nan, 0), (math.inf, 1), (-0.0, 2), (1e308, 2**61), (1e9, -1)):
        changed = copy.deepcopy({n: data[n] for n in ("G", "A", "P", "C")})
        for value in changed.values():
            value.flat[::7] = float_ if value.dtype == float else whole
        found.append({**data, **changed, "B": changed["G"].tolist()})
    return found


def _rewritten(text: str) -> str | None:
    found = propose(_data(), {"source": text, "kind": "cell", "only": list(RULES)})
    return found[0]["code"] if found else None


@pytest.mark.parametrize("text", _texts(HANDLED))
def test_array_forms_of_grids_leave_what_loops_leave(text: str) -> None:
    code = _rewritten(text)
    assert code is not None
    for data in _varied(_data()):
        (loop, raised), (arrays, other) = _run(text, data), _run(code, data)
        assert raised is other
        if raised is None:
            for name in set(loop) & set(arrays) - {"__builtins__", "__warningregistry__"}:
                assert fixtures.difference(loop[name], arrays[name], name) == ""


@pytest.mark.parametrize("text", _texts(LEFT_ALONE))
def test_loops_whose_early_end_matters_are_left_alone(text: str) -> None:
    assert _rewritten(text) is None


MIRRORED = """\
def pearson(x, y):
    xm = x - np.mean(x)
    ym = y - np.mean(y)
    return np.sum(xm * ym) / np.sqrt(np.sum(xm ** 2) * np.sum(ym ** 2))

for i in range(count):
    for j in range(i):
        r = pearson(T[i, :], T[j, :])
        R[i, j] = r
        R[j, i] = r
"""


def test_elements_on_both_sides_of_a_diagonal_keep_what_the_first_of_them_got():
    """Long values get names above all writes: what the table held by then is stale after one."""
    table = np.random.default_rng(3).normal(size=(14, 30))
    before = {"T": table, "count": 14, "np": np}
    plain = {**before, "R": np.eye(14)}
    exec(MIRRORED, plain)
    for found in propose({**before, "R": np.eye(14)}, {"source": MIRRORED, "kind": "cell"}):
        other = {**before, "R": np.eye(14)}
        exec(found["code"], other)
        assert np.allclose(other["R"], plain["R"], rtol=1e-12), found["steps"]
