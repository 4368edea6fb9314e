"""A lab technician removes spikes from a detector signal with a Hampel filter.

expect: faster
about: median and median deviation of each window separately; sliding windows and two medians over an axis
"""

# %% function
import numpy as np


def hampel(signal, half_width=5, n_sigma=3.0):
    x = np.asarray(signal, dtype=float)
    y = x.copy()
    spikes = []
    for i in range(len(x)):
        lo = max(0, i - half_width)
        hi = min(len(x), i + half_width + 1)
        window = x[lo:hi]
        med = np.median(window)
        mad = 1.4826 * np.median(np.abs(window - med))
        if np.abs(x[i] - med) > n_sigma * mad:
            y[i] = med
            spikes.append(i)
    return y, spikes

# %% calls
import numpy as np

rng = np.random.default_rng(344)


def trace(n):
    s = 50 + 8 * np.sin(np.arange(n) / 60) + rng.normal(0, 0.4, n)
    s[rng.random(n) < 0.01] += rng.choice([-1, 1]) * 25
    return s.round(2)


ENTRY = "hampel"
CALLS = [([],), ([3.5],), (trace(40).tolist(), 3), (trace(5_000),), (trace(8_000), 12), (trace(3_000).tolist(), 7, 2.5)]
