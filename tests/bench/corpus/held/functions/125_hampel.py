"""A process engineer cleans sensor data with a Hampel filter from a forum.

expect: faster
about: rolling apply of Python functions for median and deviation; rolling.median, sliding windows
"""

# %% function
import numpy as np
import pandas as pd


def hampel(series, window=15, n_sigma=3.0):
    """Outliers are replaced by the median of the window, gives the cleaned series and a count."""
    s = series.copy().astype(float)
    med = s.rolling(window, center=True).apply(lambda w: np.median(w), raw=True)
    mad = s.rolling(window, center=True).apply(lambda w: np.median(np.abs(w - np.median(w))), raw=True)
    sigma = 1.4826 * mad
    bad = []
    for i in range(len(s)):
        if np.isnan(med.iloc[i]) or sigma.iloc[i] == 0:
            continue
        if abs(s.iloc[i] - med.iloc[i]) > n_sigma * sigma.iloc[i]:
            bad.append(i)
    for i in bad:
        s.iloc[i] = med.iloc[i]
    return s, len(bad)


# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(41)


def sensor(n):
    v = 60 + np.cumsum(rng.normal(0, 0.1, n)) + rng.normal(0, 0.3, n)
    v[rng.random(n) < 0.01] += 8
    v[rng.random(n) < 0.003] = np.nan
    return pd.Series(v.round(3), index=pd.date_range("2023-02-01", periods=n, freq="min"), name="kPa")


ENTRY = "hampel"
CALLS = [
    (sensor(5000),),
    (sensor(3000), 31, 2.5),
    (sensor(0),),
    (sensor(1),),
    (sensor(120), 7),
]
