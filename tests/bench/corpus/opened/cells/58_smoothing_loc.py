"""Epidemiology student smooths case counts with an exponential filter.

expect: faster
about: previous-row recurrence written and read through df.loc; ewm(adjust=False) or plain lists would do
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(58)
cases = pd.DataFrame({"region": "Süd", "new": rng.poisson(40, 2500).astype(float)})
# %% cell
alpha = 0.2
cases["level"] = 0.0
cases["trend"] = "flat"
cases["streak"] = 0
for i in range(len(cases)):
    if i == 0:
        cases.loc[i, "level"] = cases.loc[i, "new"]
        continue
    prev = cases.loc[i - 1, "level"]
    cases.loc[i, "level"] = alpha * cases.loc[i, "new"] + (1 - alpha) * prev
    if cases.loc[i, "level"] > prev * 1.02:
        cases.loc[i, "trend"] = "up"
    elif cases.loc[i, "level"] < prev * 0.98:
        cases.loc[i, "trend"] = "down"
    if cases.loc[i, "trend"] == cases.loc[i - 1, "trend"]:
        cases.loc[i, "streak"] = cases.loc[i - 1, "streak"] + 1
longest = cases["streak"].max()
print("longest streak", longest)
cases["trend"].value_counts().sort_index()
