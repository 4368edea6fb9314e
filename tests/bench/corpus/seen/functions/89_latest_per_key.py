"""Data engineer keeps the newest record per customer.

expect: nothing
about: stable sort and drop_duplicates, with NaN keys counting as equal and ties keeping file order; a groupby would drop the NaN keys
"""
# %% function
import pandas as pd


def latest_records(df):
    ordered = df.sort_values("updated", kind="stable", na_position="first")
    return ordered.drop_duplicates("customer", keep="last").sort_index()

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(89)


def _d(n, k):
    c = _g.integers(0, k, n).astype(float)
    c[_g.random(n) < .01] = np.nan
    u = pd.Series(pd.Timestamp("2024-01-01") + pd.to_timedelta(_g.integers(0, 500, n), unit="h"))
    u[_g.random(n) < .02] = pd.NaT
    return pd.DataFrame({"customer": c, "updated": u, "v": _g.random(n)})


ENTRY = "latest_records"
CALLS = [(_d(50, 10),), (_d(20000, 3000),), (_d(80000, 500),)]
