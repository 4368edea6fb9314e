"""A quant's exponentially weighted level with irregular time gaps.

expect: nothing
about: each value depends on the one before with a clamp in between, so the loop is inherent and the float order matters
"""
# %% function
from math import exp


def ewma_irregular(times, values, tau, clip):
    level = values[0]
    out = [level]
    prev = times[0]
    for t, v in zip(times[1:], values[1:]):
        w = exp((prev - t) / tau)
        step = v - level
        if step > clip:
            step = clip
        elif step < -clip:
            step = -clip
        level += (1.0 - w) * step
        out.append(level)
        prev = t
    return out

# %% calls
import random
_r = random.Random(8)


def _mk(n):
    t, v, T, V = 0.0, 100.0, [], []
    for _ in range(n):
        t += _r.expovariate(2.0)
        v += _r.gauss(0, 0.4)
        T.append(t)
        V.append(v)
    return T, V


ENTRY = "ewma_irregular"
CALLS = [(*_mk(2000), 5.0, 1.0), (*_mk(8000), 1.0, 0.2), (*_mk(15000), 30.0, 9.0), (*_mk(1), 1.0, 1.0)]
