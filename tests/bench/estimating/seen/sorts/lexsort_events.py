"""Log analyst orders events by host, then time, then severity.

family: sorts
small: n = 500
"""
# %% setup
import numpy as np

n = 20_000_000
rng = np.random.default_rng(140)
host = rng.integers(0, 5000, n)
second = rng.integers(0, 86_400, n)
severity = rng.integers(0, 8, n)
# %% cell
order = np.lexsort((-severity, second, host))
host_s, second_s = host[order], second[order]
starts = np.flatnonzero(np.r_[True, host_s[1:] != host_s[:-1]])
gaps = np.diff(second_s)
gaps[starts[1:] - 1] = 0
longest = np.maximum.reduceat(np.r_[gaps, 0], starts)
