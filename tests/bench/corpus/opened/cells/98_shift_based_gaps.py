"""Telecom analyst measures gaps between calls of a phone, vectorised.

expect: nothing
about: one sort, then groupby shift and cumcount on 600k rows; stability of the sort matters
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(98)
NC = 600_000
calls = pd.DataFrame({"phone": rng.integers(0, 20000, NC), "start": rng.integers(0, 10**7, NC),
                      "sec": rng.integers(1, 3600, NC)}, index=rng.permutation(NC))
# %% cell
s = calls.sort_values(["phone", "start"], kind="stable")
g = s.groupby("phone", sort=False)
s["nth"] = g.cumcount()
s["gap"] = s["start"] - (g["start"].shift() + g["sec"].shift())
s["overlap"] = s["gap"] < 0
print(int(s["overlap"].sum()), s["gap"].median())
s.loc[s["nth"] == 0].shape
