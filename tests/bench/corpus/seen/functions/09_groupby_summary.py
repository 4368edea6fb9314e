"""Analyst's weekly helper: per-shop summary statistics.

expect: nothing
about: named aggregation with built-in reducers is already the fast way
"""
# %% function
import pandas as pd


def shop_summary(df, by="shop"):
    return (
        df.groupby(by, observed=True)
        .agg(
            n=("amount", "size"),
            total=("amount", "sum"),
            mean=("amount", "mean"),
            first=("day", "min"),
            last=("day", "max"),
        )
        .sort_values(["total", "n"], ascending=False)
    )

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(9)


def _df(n, k):
    a = _g.gamma(2, 20, n)
    a[_g.random(n) < .03] = np.nan
    return pd.DataFrame({"shop": pd.Categorical(_g.choice([f"S{i:02d}" for i in range(k)], n)),
                         "amount": a,
                         "day": pd.Timestamp("2023-01-01") + pd.to_timedelta(_g.integers(0, 365, n), unit="D")})


ENTRY = "shop_summary"
CALLS = [(_df(500, 5),), (_df(20000, 40),), (_df(100000, 12),)]
