"""Retail analyst: rows since the last promotion, per row.

expect: faster
about: for each row walks backwards with iloc until a promotion is found; one forward pass or cumulative maximum is linear
"""
# %% function
import numpy as np
import pandas as pd


def rows_since_promo(df):
    res = []
    for i in range(len(df)):
        j = i
        found = np.nan
        while j >= 0:
            if df["promo"].iloc[j] == True:
                found = i - j
                break
            j -= 1
        res.append(found)
    return pd.Series(res, index=df.index, dtype="float64")

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(73)


def _d(n, p):
    return pd.DataFrame({"promo": _g.random(n) < p, "sales": _g.poisson(9, n)}, index=pd.date_range("2021-01-01", periods=n))


ENTRY = "rows_since_promo"
CALLS = [(_d(30, .2),), (_d(250, .15),), (_d(300, .06),), (_d(10, 0),)]
