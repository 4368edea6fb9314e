"""Hydrologist flags and rescales gauge readings row by row.

expect: faster
about: scalar .loc reads and writes in a loop over the index where masks would do
"""
# %% function
import pandas as pd


def clean_gauge(df, max_level):
    df = df.copy()
    df["flag"] = 0
    df["level_cm"] = 0.0
    for i in df.index:
        v = df.loc[i, "level_m"]
        if pd.isna(v):
            df.loc[i, "flag"] = 1
            df.loc[i, "level_cm"] = -1.0
        elif v < 0 or v > max_level:
            df.loc[i, "flag"] = 2
            df.loc[i, "level_cm"] = -1.0
        else:
            df.loc[i, "level_cm"] = v * 100
    return df

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(47)


def _d(n):
    v = _g.normal(2, 1.2, n).round(3)
    v[::13] = np.nan
    return pd.DataFrame({"level_m": v}, index=pd.date_range("2022-03-01", periods=n, freq="h"))


ENTRY = "clean_gauge"
CALLS = [(_d(20), 4.0), (_d(150), 4.0), (_d(400), 3.0)]
