"""Loops of many shapes and their array forms, run on data of many kinds: the same, or left alone.

The fixtures of `vectorise-loop` show the forms; here the shapes are those that are easily got
wrong, and what counts is only that nothing differs.
"""

from __future__ import annotations

import copy
import importlib.util
import math
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jupyter_perf.refinement.rules import propose

_spec = importlib.util.spec_from_file_location("fixtures", Path(__file__).parent / "fixtures.py")
assert _spec is not None
assert _spec.loader is not None
fixtures = importlib.util.module_from_spec(_spec)
sys.modules["fixtures"] = fixtures
_spec.loader.exec_module(fixtures)

RULES = ("vectorise-loop", "vectorise-comprehension")
HANDLED = r"""
for i in range(3):
    for j in range(4):
        if x[i] > 9:
            break
m = np.zeros((len(A) - 2, A.shape[1] - 3))
for i in range(len(A) - 2):
    for j in range(A.shape[1] - 3):
        m[i, j] = A[i, j] - A[i + 2, j + 3]
---
lengths, roots = [], []
for i in range(len(xs)):
    lengths.append((xs[i] ** 2 + ks[i] ** 2) ** 0.5)
for v in xs:
    roots.append(v**0.5)
---
tp = fp = tn = fn = 0
for i in range(len(x)):
    high = x[i] > 0.5
    if high and x[i] < 2:
        tp += 1
    elif high and not x[i] < 2:
        fp += 1
    elif not high and x[i] < 0:
        fn += 1
    else:
        tn += 1
---
closest = None
best = float("inf")
for i in range(len(x)):
    for j in range(i + 1, len(x)):
        d = abs(x[i] - x[j])
        if d < best:
            best = d
            closest = (i, j, x[j])
---
top, pair = -1, None
for i in range(len(x)):
    for j in range(len(x)):
        if x[i] * x[j] > top:
            top, pair = x[i] * x[j], (j, i)
---
wins = 0.0
pairs = 0
for i in range(len(x)):
    for j in range(len(x)):
        pairs += 1
        if x[i] > x[j]:
            wins += 1
        elif x[i] == x[j]:
            wins += 0.5
---
B = np.zeros_like(A)
for p in range(A.shape[0]):
    for q in range(A.shape[1]):
        near = 0
        for dp in (-1, 0, 1):
            for dq in (-1, 0, 1):
                if dp == 0 and dq == 0:
                    continue
                pp, qq = p + dp, q + dq
                if 0 <= pp < A.shape[0] and 0 <= qq < A.shape[1]:
                    near += A[pp, qq]
        B[p, q] = near
---
n = len(x)
mean = np.zeros(n)
for i in range(n):
    total = 0.0
    count = 0
    for d in range(-2, 3):
        j = i + d
        if j >= 0 and j < n:
            total += x[j]
            count += 1
    mean[i] = total / count
---
w = 1
h = np.zeros(len(x))
for i in range(len(x)):
    best = x[i]
    for d in range(-w, w + 1):
        if i + d < 0 or i + d >= len(x):
            continue
        if x[i + d] > best:
            best = x[i + d]
    h[i] = best
---
h = np.zeros(len(x))
for i in range(len(x)):
    total = 0.0
    for d in (-1, 1):
        if i + d < len(x):
            total += x[i + d]
    h[i] = total
---
h = np.zeros(len(x))
for i in range(len(x)):
    total = 0.0
    for d in (-1, 1):
        if i + d >= 0 and i + d != len(x):
            total += x[i + d]
    h[i] = total
---
h = np.zeros(len(x))
for i in range(len(x)):
    total = 0.0
    for d in range(3):
        if 0 <= i + d - 1 <= len(x) - 1:
            total += x[i + d - 1]
    h[i] = total
---
B = A[[0, 3, 1]].copy()
label = np.zeros(len(A), dtype=int)
for i in range(len(A)):
    gaps = []
    for c in range(len(B)):
        gaps.append(np.linalg.norm(A[i] - B[c]))
    label[i] = np.argmin(gaps)
---
near = []
for i in range(len(x)):
    gaps = []
    for j in range(len(y)):
        if y[j] > 0:
            gaps.append(x[i] - y[j])
    if len(gaps) > 2:
        near.append(min(gaps))
---
C = A[:6].copy()
labels = np.zeros(len(A), dtype=int)
for i, p in enumerate(A):
    d = []
    for j in range(len(C)):
        d.append(np.sqrt(np.sum((p - C[j]) ** 2)))
    labels[i] = np.argmin(d)
---
near = []
for i in range(len(x)):
    gaps = []
    for j in range(len(k)):
        gaps.append(abs(x[i] - k[j]))
    near.append(min(gaps))
---
means = []
for i in range(len(x)):
    gaps = []
    for j in range(len(k)):
        gaps.append((x[i] - k[j]) ** 2)
    means.append(np.mean(gaps))
---
pairs = []
for i in range(len(x)):
    d = math.sqrt(x[i] ** 2)
    if d > 0.5:
        pairs.append((d, k[i], i))
---
W = np.zeros_like(A)
rows, cols = A.shape
for i in range(rows):
    for j in range(cols):
        n = 0
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                if di == 0 and dj == 0:
                    continue
                if A[(i + di) % rows, (j + dj) % cols] > 0:
                    n += 1
        if n in (2, 3):
            W[i, j] = 1
        elif n not in [4, 5, 6]:
            W[i, j] = -1
---
steps = [(-1, 0), (1, 0), (0, -1), (0, 1)]
W = np.zeros(A.shape)
for i in range(1, len(A) - 1):
    for j in range(1, A.shape[1] - 1):
        flow = 0.0
        for di, dj in steps:
            flow += A[i + di, j + dj] - A[i, j]
        W[i, j] = A[i, j] + 0.1 * flow
---
n = len(x)
out = np.zeros(n)
for i in range(n):
    left = x[i - 1] if i > 0 else 0.0
    right = x[i + 1] if i < n - 1 else 0.0
    out[i] = left + right
---
out = np.zeros(len(x))
for i in range(len(x)):
    j = i + 2
    if 0 <= j < len(y):
        out[i] = y[j]
---
T = A.copy()
for step in range(3):
    new = T.copy()
    for i in range(1, len(T) - 1):
        for j in range(1, T.shape[1] - 1):
            new[i, j] = (T[i - 1, j] + T[i + 1, j]) / 2
    T = new
---
def swept(cur, n):
    nxt = np.zeros(len(cur))
    for step in range(n):
        for i in range(1, len(cur) - 1):
            nxt[i] = cur[i - 1] + cur[i + 1]
        cur, nxt = nxt, cur
    return cur
z = swept(x.copy(), 3)
---
for row in A:
    for i in range(len(x)):
        y[i] = x[i] * row[0]
---
view = x[1:]
for i in range(len(view)):
    x[i] = view[i] * 2
---
s = 0
for i in range(len(x)):
    if x[i] > 0:
        s += 1
    y[i] = s
---
out = np.zeros(len(x))
for i in range(len(x)):
    out[i] = x[i - 1] + x[(i + 1) % len(x)]
---
n = 0
while n < 3:
    n += 1
for i in range(n):
    y[i] = x[i]
---
out = np.zeros(len(k))
for i in range(len(k)):
    out[i] = x[k[i]] * y[k[i] - 5]
---
tot = 0
for i in range(0, len(x) - 2, 2):
    tot += x[i] * y[i + 1]
---
out = []
for i in range(len(ks)):
    out.append(ks[i] / (ks[i] - 3))
---
out = []
for v in ks:
    out.append(10 % (v + 1) if v > 2 else v**2)
---
low = high = x[0]
for v in x:
    low = min(low, v)
    high = max(v, high)
---
T = np.zeros((A.shape[1], A.shape[0]))
for i in range(A.shape[0]):
    for j in range(A.shape[1]):
        T[j, i] = A[i, j]
---
bins = np.zeros(10)
for v in x:
    b = int(v + 5)
    if 0 <= b < 10:
        bins[b] += 1
---
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        A[i, j] = (A[i - 1, j] + A[i + 1, j]) / 2
---
for i in range(A.shape[0] - 1):
    for j in range(A.shape[1]):
        A[i, j] = A[i + 1, j] - A[i, j]
---
for i in range(len(A)):
    s = 0
    for j in range(A.shape[1]):
        s += A[i, j]
    for j in range(A.shape[1]):
        A[i, j] /= s
---
n = 0
for v in x:
    if not v > 0:
        continue
    if v > 1:
        n += 1
    else:
        n += 2
---
c = np.zeros((3, 3), dtype=int)
for i in range(len(k)):
    c[k[i] % 3, k[i] % 2] += 1
---
out = np.zeros(A.shape)
for p in range(len(A)):
    if x[p] > 0:
        for q in range(A.shape[1]):
            out[p, q] = A[p, q] * 2
---
out = np.zeros(len(x))
for i in range(len(x)):
    if flag:
        out[i] = x[i]
    else:
        out[i] = y[i]
---
for p in range(A.shape[0]):
    m = A[p, 0]
    for q in range(1, A.shape[1]):
        m = max(m, A[p, q])
    y[p] = m
---
best = -1
for p in range(A.shape[0]):
    t = 0
    for q in range(A.shape[1]):
        t += A[p, q]
    if t > best:
        best = t
        bp = p
---
h, w = A.shape
out = np.zeros((h, w))
for i in range(1, h - 1):
    for j in range(1, w - 1):
        acc = 0.0
        for di in range(-1, 2):
            for dj in range(-1, 2):
                acc += A[i + di, j + dj]
        out[i, j] = acc / 9
---
for i in range(len(x)):
    y[i] = x[i] * 2
last = i
---
for i in range(len(xs)):
    xs[i] = xs[i] * 2 + math.sin(xs[i])
---
d = np.zeros((len(A), len(A)))
for i in range(len(A)):
    for j in range(i):
        d[i, j] = d[j, i] = abs(A[i, 0] - A[j, 0])
---
d = np.zeros((len(A), len(A)))
for i in range(len(A)):
    for j in range(i):
        d[i, j] = abs(A[i, 0] - A[j, 0])
        d[j, i] = d[i, j]
---
s = sum(x[i] * y[j] for i in range(len(x)) for j in range(i + 1, len(x)))
---
out = np.array([v for v in x])
x[0] = 99.0
---
out = [[A[i, j] * 2 for j in range(A.shape[1])] for i in range(A.shape[0])]
---
n = 0
for i in range(len(x)):
    if x[i] > 0:
        y[n] = x[i]
        n += 1
---
t = 0.0
out = np.zeros(len(x))
for i in range(len(x)):
    t += x[i] ** 2
    out[i] = math.sqrt(t)
---
peak = xs[0]
worst = 0.0
falls = []
for v in xs:
    if v > peak:
        peak = v
    fall = (peak - v) / peak
    falls.append(fall)
    if fall > worst:
        worst = fall
---
level = 10.0
low = level
levels = []
below = 0
for v in x:
    level += v
    levels.append(level)
    if level < low:
        low = level
    if level < 0:
        below += 1
---
angles = []
for v in xs:
    angles.append(math.asin(math.sin(v) ** 2) * math.cos(math.radians(y[0])))
---
means = []
for row in A:
    apart = row - row.mean()
    means.append((apart ** 2).sum())
---
tops = []
for i in range(len(K)):
    chosen = x[K[i]]
    tops.append(chosen.max())
---
nearest = []
for row in A:
    best = None
    best_gap = float("inf")
    for j in range(len(y)):
        gap = abs(row[0] - y[j])
        if gap < best_gap:
            best_gap = gap
            best = j
    nearest.append(best)
---
edge = np.zeros(A.shape)
turned = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        part = A[i - 1:i + 2, j - 1:j + 2]
        across = np.sum(part * turned)
        edge[i, j] = abs(across) + part.std(ddof=1)
---
near = []
for a in A:
    d = [np.linalg.norm(a - b) for b in A]
    near.append(np.argmin(d))
---
closest = []
for v in xs:
    closest.append(min([abs(v - u) for u in xs]))
---
within = []
for v in x:
    within.append(sum(1 for u in y if abs(u - v) < 0.5))
---
sums = []
for i in range(len(x)):
    sums.append(sum(x[i] * u for u in y))
---
above = 0
for row in A:
    if any(v > 2 for v in row):
        above += 1
---
def kernel(a, b, gamma=0.5, scale=1):
    return scale * np.exp(-gamma * np.sum((a - b) ** 2))
M = np.zeros((len(A), len(A)))
for i in range(len(A)):
    for j in range(len(A)):
        M[i, j] = kernel(A[i], A[j], scale=2)
---
total = np.zeros(A.shape[1])
for row in A:
    total += row
mean = total / max(len(A), 1)
---
total = np.zeros(A.shape[1])
hits = 0
for i in range(len(A)):
    if x[i] > 0:
        total = total + A[i]
        hits += 1
---
w = np.ones(A.shape[1])
dw = np.zeros_like(w)
b = 0.0
for epoch in range(3):
    dw = np.zeros_like(w)
    db = 0.0
    for i in range(len(A)):
        err = np.dot(A[i], w) + b - x[i]
        dw += err * A[i]
        db += err
    w -= 0.01 * dw / 30
    b -= 0.01 * db / 30
---
probs = []
for row in A:
    e = np.exp(row - np.max(row))
    probs.append(e / e.sum())
probs = np.array(probs)
picked = 0.0
for i in range(len(probs)):
    picked -= np.log(probs[i, K[i, 0] % 3])
---
scaled = []
for i in range(len(A)):
    if x[i] > 0:
        scaled.append(A[i] / 2)
---
held = list(x)
smooth = []
for i in range(2, len(held)):
    smooth.append((held[i] + held[i - 1] + held[i - 2]) / 3)
---
held = [v for v in x if v > 0]
other = [v for v in y if v > 0]
wins = 0
for p in held:
    for q in other:
        if p > q:
            wins += 1
---
held = list(k)
grown = []
for i in range(len(held)):
    grown.append(held[i] * held[i] + i)
---
c = np.zeros((A.shape[1], A.shape[1]))
for i in range(A.shape[1]):
    for j in range(A.shape[1]):
        c[i, j] = np.mean((A[:, i] - np.mean(A[:, i])) * (A[:, j] - np.mean(A[:, j])))
---
kinds = np.unique(k)
for c in kinds:
    tp = fp = 0
    for t, u in zip(k, K[:, 0]):
        if t == c and u == c:
            tp += 1
        elif u == c and t != c:
            fp += 1
---
walk = np.zeros(len(x) + 1)
for i in range(len(x)):
    walk[i + 1] = walk[i] + x[i]
---
fall = np.ones(len(x))
for i in range(1, len(x)):
    fall[i] = fall[i - 1] - 2 * x[i]
---
grow = np.full(len(x), 2.0)
for i in range(3, len(x)):
    grow[i] = (1 + x[i] / 10) * grow[i - 1]
---
paths = np.zeros((A.shape[0], A.shape[1] + 1))
paths[:, 0] = 100.0
for p in range(A.shape[0]):
    for t in range(1, A.shape[1] + 1):
        paths[p, t] = paths[p, t - 1] * np.exp(0.01 * A[p, t - 1])
---
field = np.ones((A.shape[0], A.shape[1]))
for t in range(1, A.shape[0]):
    for p in range(2, A.shape[1]):
        field[t, p] = field[t - 1, p] + A[t, p]
---
many = 0
share = []
for row in A:
    if np.any(row > 1.5) and not np.all(row < 2):
        many += 1
    share.append(np.mean(row > 0))
---
def overlap(a, b):
    low = max(a[0], b[0])
    high = min(a[1], b[1])
    inter = max(0, high - low)
    return inter / (abs(a[1] - a[0]) + abs(b[1] - b[0]) + 1)
M = np.zeros((len(A), len(A)))
for i in range(len(A)):
    for j in range(len(A)):
        M[i, j] = overlap(A[i], A[j])
---
def apart(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, [lat1, lon1, lat2, lon2])
    dlat = lat2 - lat1
    h = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.asin(math.sqrt(h))
D = np.zeros((len(A), len(A)))
for i in range(len(A)):
    for j in range(len(A)):
        if i != j:
            D[i][j] = apart(A[i][0], A[i][1], A[j][0], A[j][1])
---
def alike(a, b):
    return np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))
w = np.linspace(1, 2, A.shape[1])
best = -2.0
at = -1
for i, row in enumerate(A):
    s = alike(w, row)
    if s > best:
        best = s
        at = i
---
h, w = 20, 25
P = (np.abs(A[:20, :25]) * 80).astype(np.uint8)
means, tops, mid = np.zeros((h, w)), np.zeros((h, w), dtype=np.uint8), np.zeros((h, w))
for r in range(1, h - 1):
    for c in range(1, w - 1):
        means[r, c] = P[r - 1:r + 2, c - 1:c + 2].mean()
        tops[r, c] = P[r - 1:r + 2, c - 1:c + 2].max()
        mid[r, c] = np.median(P[r - 1:r + 2, c - 1:c + 2]) - P[r - 1:r + 2, c - 1:c + 2].std()
---
n = len(xs)
found = []
for lag in range(-2, 70):
    num = 0
    den = 0
    for t in range(n):
        den += (xs[t] - 0.5) ** 2
        if t + lag < n:
            num += (xs[t] - 0.5) * (xs[t + lag] - 0.5)
    found.append((num, den))
---
found = []
for lag in range(len(x)):
    s, m = 0.0, 0
    for t in range(len(x)):
        if t - lag >= 0:
            s += x[t - lag] - x[t]
            m += 1
    found.append((s, m, lag))
---
found = []
for lag in range(len(ks)):
    same = 0
    for t in range(len(ks)):
        if t >= lag and ks[t] == ks[t - lag]:
            same += 1
    found.append(same)
---
total = 0.0
pairs = 0
each = np.zeros(len(x))
for i in range(len(x)):
    for j in range(i + 1, len(x)):
        d = abs(x[i] - x[j])
        if d < 1.5:
            total += 1 / (d + 0.1)
            each[i] += d / 2
            each[j] -= d / 2
            pairs += 1
---
each = np.zeros(len(x) + 1)
for i in range(-1, len(x)):
    for j in range(i + 1, len(x)):
        each[i] += x[j] * 0.5
        each[j] += 1.5
---
each = np.zeros(60)
for i in range(len(k)):
    at = k[i] % 60
    for j in range(len(x)):
        if x[j] > x[i]:
            each[at] += x[j]
---
B = A[:, :3].copy()
forces = np.zeros_like(B)
for i in range(len(B)):
    for j in range(i + 1, len(B)):
        gap = B[j] - B[i]
        far = np.sum(gap ** 2)
        if far < 4:
            forces[i] -= gap / (far + 1)
            forces[j] += gap / (far + 1)
---
pulls = np.zeros((3, A.shape[1]))
for i in range(len(ks)):
    row = i % 3
    for j in range(len(A)):
        pulls[row] += A[j] * (0.5 + len(str(row)))
"""
LEFT_ALONE = r"""
steps = [-1, 1]
steps.append(5)
for i in range(5, len(x) - 5):
    t = 0.0
    for step in steps:
        if step == 2:
            break
        t += x[i + step]
    y[i] = t
---
T = A.copy()
for step in range(3):
    new = T
    for i in range(1, len(T) - 1):
        new[i, 0] = T[i - 1, 0] + 1
    T = new
---
t = np.zeros(60, dtype=int)
for step in range(2):
    for i in range(60):
        y[i] = t[i] // 2
    t = t / 2
---
for i in range(len(x)):
    y[i] = x[i]
    x[i] = y[i] * 2
---
for i in range(1, len(x)):
    x[i] = x[i] + y[i - 1]
    y[i] = x[i] * 2
---
h = np.zeros(20)
for i in range(len(k)):
    if flag:
        h[k[i]] += 1
---
for p in range(len(A)):
    row = A[p]
    row += 1
---
for p in range(len(A)):
    row = A[p]
    row[2] = row[0] + 1
---
for p in range(len(A)):
    row = A[p]
    if x[p] > 0:
        row = A[0]
    y[p] = row[0]
---
a, b = 0.0, 1.0
for i in range(len(x)):
    a, b = b, a + x[i]
---
t = 0
for i in range(len(x)):
    t = t + x[i]
    if t > 5:
        t = 0
    y[i] = t
---
last = 0.0
for i in range(len(x)):
    if x[i] > 1:
        last = x[i]
    y[i] = last
---
for i in range(len(x)):
    x[i] = y[i] = x[i] + 1
---
for i in range(1, A.shape[0] - 1):
    for j in range(1, A.shape[1] - 1):
        part = A[i - 1:i + 2, j - 1:j + 2]
        A[i, j] = part.mean()
---
for row in A:
    apart = row - row.mean()
    apart += 1
    total = apart.sum()
    y[0] = total
---
worst = None
for i in range(len(x)):
    if x[i] > 1:
        worst = None
    y[i] = 1.0 if worst is None else 0.0
---
first = A[0]
for row in A:
    first += row
---
total = np.zeros(A.shape[1])
seen = []
for row in A:
    total += row
    seen.append(total.sum())
---
parts = []
for i in range(len(x) - 3):
    parts.append(x[i:i + 3])
---
held = list(x)
for i in range(1, len(held)):
    held[i] = held[i] * 2
---
a = np.zeros(len(x))
for i in range(2, len(x)):
    a[i] = a[i - 1] + a[i - 2]
---
a = np.zeros(len(x))
for i in range(1, len(x)):
    if x[i] > 0:
        a[i] = a[i - 1] + x[i]
---
a = np.ones(len(x))
for i in range(len(x)):
    a[i] = a[i - 1] + x[i]
---
a = np.zeros(len(x))
for i in range(1, len(x)):
    a[i] = x[i] - a[i - 1]
---
n = 0
for row in A:
    if row > 1:
        n += 1
---
n = 0
for row in A:
    if 0 < row[0] and (row > 0 or row < 1):
        n += 1
---
each = np.ones(len(x))
for i in range(len(x)):
    m = int(x[i] * 3)
    for j in range(i, len(x)):
        each[i] += x[j] * 0.5
        each[j] += 1.5
---
each = np.ones(len(x))
for i in range(2, len(x)):
    m = int(x[i] * 3)
    for j in range(len(x)):
        each[i] += x[j] * each[m]
---
B = A.copy()
for i in range(1, len(B)):
    m = int(x[i] * 3)
    for j in range(i + 1, len(B)):
        B[i] += B[m] * 0.5
        B[j] -= 1.5
---
B = A.copy()
for i in range(len(B)):
    m = int(x[i] * 3)
    for j in range(i, len(B)):
        B[i] += A[j]
        B[j] += A[i]
"""


def _texts(many: str) -> list[str]:
    return [text.lstrip("\n") for text in many.split("---\n")]


def _data() -> dict[str, Any]:
    generator = np.random.default_rng(0)
    return {
        "np": np, "math": math, "flag": False,
        "x": generator.normal(size=60), "y": generator.normal(size=60),
        "k": generator.integers(0, 20, 60), "A": generator.normal(size=(30, 40)),
        "K": np.random.default_rng(5).integers(0, 60, (30, 8)),
        "xs": generator.normal(size=60).tolist(), "ks": generator.integers(4, 20, 60).tolist(),
    }  # fmt: skip


def _varied(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Shorter, empty, with NaN and infinities, zeros, large and negative numbers."""
    arrays = [n for n, v in data.items() if isinstance(v, np.ndarray)]
    found = [data]
    for cut in (1, 0, 2):
        sized = (np.ndarray, list)
        found.append({n: v[:cut] if isinstance(v, sized) else v for n, v in data.items()})
    found.append({**data, "x": data["x"][:50]})
    found.append({**data, "y": data["y"][:50]})
    found.append({**data, "x": data["y"], "flag": True})
    for float_, whole in ((math.nan, 0), (math.inf, 19), (0.0, 0), (1e308, 2**62), (-3.0, -3)):
        changed = copy.deepcopy({n: data[n] for n in arrays})
        for value in changed.values():
            value.flat[::4] = float_ if value.dtype == float else whole
        lists = {"xs": [float_, *data["xs"][1:]], "ks": [whole * 4, *data["ks"][1:]]}
        found.append({**data, **changed, **lists})
    return found


def _rewritten(text: str) -> str | None:
    found = propose(_data(), {"source": text, "kind": "cell", "only": list(RULES)})
    return found[0]["code"] if found else None


def _run(code: str, data: dict[str, Any]) -> tuple[dict[str, Any], type[BaseException] | None]:
    keep = {n: v for n, v in data.items() if n in ("np", "math")}
    left = {**copy.deepcopy({n: v for n, v in data.items() if n not in keep}), **keep}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(code, "<cell>", "exec"), left)
        except (ValueError, LookupError, ArithmeticError, NameError) as error:
            return left, type(error)
    return left, None


@pytest.mark.parametrize("text", _texts(HANDLED))
def test_array_forms_leave_what_loops_leave(text: str) -> None:
    code = _rewritten(text)
    assert code is not None
    for data in _varied(_data()):
        (loop, raised), (arrays, other) = _run(text, data), _run(code, data)
        assert raised is other
        if raised is None:
            for name in set(loop) & set(arrays) - {"__builtins__", "__warningregistry__"}:
                assert fixtures.difference(loop[name], arrays[name], name) == ""


def test_variables_of_an_earlier_loop_hold_what_they_would() -> None:
    text = _texts(HANDLED)[0]
    code = _rewritten(text)
    assert code is not None
    for data in _varied(_data()):
        (loop, raised), (arrays, other) = _run(text, data), _run(code, data)
        assert raised is other
        if raised is None:
            assert (loop["i"], loop["j"]) == (arrays["i"], arrays["j"])


@pytest.mark.parametrize("text", _texts(LEFT_ALONE))
def test_loops_whose_rounds_need_each_other_are_left_alone(text: str) -> None:
    assert _rewritten(text) is None
