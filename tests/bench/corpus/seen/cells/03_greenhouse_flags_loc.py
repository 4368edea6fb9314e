"""Agronomist marks greenhouse readings, several columns set row by row.

expect: faster
about: df.loc[i, col] reads and writes in a loop over rows, with NaN present
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(303)
m = 3500
gh = pd.DataFrame({
    "bay": rng.choice(["N1", "N2", "S1", "S2", "Ost"], m),
    "temp": np.round(rng.normal(23, 4, m), 1),
    "humid": np.round(rng.uniform(30, 95, m), 1),
})
gh.loc[rng.choice(m, 120, replace=False), "temp"] = np.nan
# %% cell
# status of every reading
gh["status"] = "ok"
gh["vpd"] = 0.0
gh["alarm"] = 0
for i in range(len(gh)):
    t = gh.loc[i, "temp"]
    h = gh.loc[i, "humid"]
    if t > 28:
        gh.loc[i, "status"] = "hot"
    elif t < 15:
        gh.loc[i, "status"] = "cold"
    if np.isnan(t):
        gh.loc[i, "status"] = "missing"
    gh.loc[i, "vpd"] = 0.6108 * np.exp(17.27 * t / (t + 237.3)) * (1 - h / 100)
    if h > 90 and t > 28:
        gh.loc[i, "alarm"] = 1
print(gh["status"].value_counts().sort_index().to_dict())
print("alarms:", gh["alarm"].sum())
gh.head()
