"""Agricultural statistician: share, rank and deviation of yields within district and crop.

expect: faster
about: groupby.transform and apply with Python lambdas over many small groups; transform by name and plain arithmetic.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(53)
n = 9000
farms = pd.DataFrame({
    "district": rng.integers(1, 55, n),
    "crop": rng.choice(["Weizen", "Gerste", "Rüben", "Mais", "Raps"], n),
    "area": np.round(rng.gamma(2, 12, n) + 0.5, 2),
    "yield_t": np.round(rng.gamma(5, 15, n), 1),
})
farms.loc[rng.random(n) < 0.03, "yield_t"] = np.nan

# %% cell
g = farms.groupby(["district", "crop"])
farms["share"] = g["yield_t"].transform(lambda s: s / s.sum())
farms["z"] = g["yield_t"].transform(lambda s: (s - s.mean()) / s.std())
farms["filled"] = g["yield_t"].transform(lambda s: s.fillna(s.median()))
per_ha = farms.groupby(["district", "crop"]).apply(lambda d: d["yield_t"].sum() / d.loc[d["yield_t"].notna(), "area"].sum())
farms["outlier"] = farms["z"].abs() > 2.5

top = per_ha.sort_values(ascending=False).head(5).round(3)
print(top)
print(farms.groupby("crop")["outlier"].sum())
print(farms[["share", "z", "filled"]].describe().round(3))
