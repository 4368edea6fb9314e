"""Climate student's autocorrelation of an anomaly series.

expect: faster
about: element loop with np.mean and np.var of the full series recomputed for each term
"""
# %% function
import numpy as np


def autocorrelation(series, max_lag):
    n = len(series)
    acf = []
    for lag in range(max_lag + 1):
        c = 0.0
        for t in range(n - lag):
            c = c + (series[t] - np.mean(series)) * (series[t + lag] - np.mean(series))
        acf.append(c / (n * np.var(series)))
    return np.array(acf)

# %% calls
import numpy as np
_g = np.random.default_rng(91)
ENTRY = "autocorrelation"
CALLS = [(_g.normal(size=40), 3), (np.cumsum(_g.normal(size=150)), 8), (_g.normal(10, 2, 300), 6)]
