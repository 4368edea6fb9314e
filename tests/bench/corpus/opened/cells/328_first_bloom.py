"""A phenologist finds per station and year the day on which the sum of warmth passes a threshold.

expect: faster
about: groupby.apply with a Python loop over Series items; grouped cumsum and the first row beyond the threshold
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(328)
parts = []
for s in ["Geisenheim", "Jülich", "Münster", "Görlitz", "Kempten"]:
    shift = rng.normal(0, 1.5)
    for year in range(1991, 2021):
        doy = np.arange(1, 182)
        t = 9.5 + shift - 11 * np.cos((doy - 15) / 365 * 2 * np.pi) + rng.normal(0, 3, len(doy))
        parts.append(pd.DataFrame({"station": s, "year": year, "doy": doy, "tmean": t.round(1)}))
climate = pd.concat(parts, ignore_index=True)
climate.loc[rng.choice(len(climate), 300, replace=False), "tmean"] = np.nan
climate = climate.sample(frac=1, random_state=8).reset_index(drop=True)

# %% cell
BASE = 5.0
NEEDED = 260.0


def bloom_day(df):
    df = df.sort_values("doy")
    total = 0.0
    for _, r in df.iterrows():
        if pd.isna(r["tmean"]):
            continue
        if r["doy"] >= 32 and r["tmean"] > BASE:
            total += r["tmean"] - BASE
        if total >= NEEDED:
            return r["doy"]
    return np.nan


bloom = climate.groupby(["station", "year"])[["doy", "tmean"]].apply(bloom_day).unstack("station")
trend = {}
for st in bloom.columns:
    ok = bloom[st].dropna()
    slope = np.polyfit(ok.index, ok.values, 1)[0]
    trend[st] = round(slope * 10, 2)
print(bloom.describe().round(1))
print("days per decade:", trend)
