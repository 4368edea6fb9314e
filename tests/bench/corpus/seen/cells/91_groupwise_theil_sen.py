"""Glaciologist fits a robust trend per glacier.

expect: nothing
about: groupby.apply with a library estimator per group; no built-in aggregation exists and it takes nearly all of the time
"""
# %% setup
import numpy as np
import pandas as pd
from scipy import stats

rng = np.random.default_rng(91)
ice = pd.DataFrame({"glacier": np.repeat([f"Gl. {i}" for i in range(30)], 300), "year": np.tile(np.arange(1720, 2020), 30)})
ice["front"] = rng.normal(0, 12, len(ice)) - ice["year"] * rng.uniform(.1, .4)
# %% cell
def trend(g):
    slope, intercept, lo, hi = stats.theilslopes(g["front"], g["year"])
    return pd.Series({"slope": slope, "lo": lo, "hi": hi, "n": len(g)})

trends = ice.groupby("glacier")[["year", "front"]].apply(trend)
print((trends["hi"] < 0).sum(), "retreating")
trends.head(3)
