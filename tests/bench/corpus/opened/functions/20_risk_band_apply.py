"""Insurance analyst labels policies with a risk band.

expect: faster
about: row-wise apply with if/elif on a few columns; numpy.select or boolean masks do it in one go
"""
# %% function
import pandas as pd


def band(row):
    if pd.isnull(row["age"]) or pd.isnull(row["claims"]):
        return "unknown"
    if row["age"] < 25 and row["claims"] >= 1:
        return "high"
    elif row["claims"] >= 3:
        return "high"
    elif row["age"] > 70 or row["claims"] == 2:
        return "medium"
    else:
        return "low"


def add_risk_band(policies):
    out = policies.copy()
    out["band"] = out.apply(band, axis=1)
    return out

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(20)


def _pol(n):
    age = _g.integers(18, 90, n).astype(float)
    age[_g.random(n) < .05] = np.nan
    cl = _g.poisson(.8, n).astype(float)
    cl[_g.random(n) < .02] = np.nan
    return pd.DataFrame({"policy": [f"P{i}" for i in range(n)], "age": age, "claims": cl}, index=_g.permutation(n) * 3)


ENTRY = "add_risk_band"
CALLS = [(_pol(100),), (_pol(1500),), (_pol(4000),)]
