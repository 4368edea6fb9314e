"""Hydrologist summarises each gauge with filters.

expect: faster
about: one boolean filter of the whole frame per unique value, many per loop turn
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(707)
N = 60000
gauges = pd.DataFrame({
    "gauge": rng.choice([f"G{j:03d}" for j in range(180)], N),
    "level": rng.gamma(3, 40, N).round(1),
    "year": rng.integers(1998, 2021, N),
})
gauges.loc[rng.choice(N, 900, replace=False), "level"] = np.nan
# %% cell
summary = []
for g in sorted(gauges["gauge"].unique()):
    count = len(gauges[gauges["gauge"] == g])
    highest = gauges[gauges["gauge"] == g]["level"].max()
    lowest = gauges[gauges["gauge"] == g]["level"].min()
    missing = gauges[gauges["gauge"] == g]["level"].isna().sum()
    first_year = gauges[gauges["gauge"] == g]["year"].min()
    summary.append({
        "gauge": g,
        "n": count,
        "max": highest,
        "min": lowest,
        "range": highest - lowest,
        "missing": missing,
        "since": first_year,
    })
summary = pd.DataFrame(summary)
print(summary.shape)
summary.sort_values("range", ascending=False, kind="stable").head(10)
