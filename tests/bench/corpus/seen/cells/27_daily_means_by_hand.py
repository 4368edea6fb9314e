"""Meteorology student makes daily values of quarter-hour readings.

expect: faster
about: resampling by a loop over days that filters by strftime strings
"""
# %% setup
import numpy as np
import pandas as pd

idx = pd.date_range("2022-03-01", periods=96 * 60, freq="15min")
rng = np.random.default_rng(27)
met = pd.DataFrame({"when": idx, "t": rng.normal(8, 5, len(idx)).round(1), "rain": rng.poisson(.2, len(idx))})
met.loc[rng.choice(len(met), 200, replace=False), "t"] = np.nan
# %% cell
met["day"] = met["when"].apply(lambda x: x.strftime("%Y-%m-%d"))
days = []
for d in met["day"]:
    if d not in days:
        days.append(d)

tmax = []
tmin = []
rain = []
wet_hours = []
for d in days:
    today = met[met["day"] == d]
    tmax.append(today["t"].max())
    tmin.append(today["t"].min())
    total = 0
    hours = set()
    for _, r in today.iterrows():
        total += r["rain"]
        if r["rain"] > 0:
            hours.add(r["when"].hour)
    rain.append(total)
    wet_hours.append(len(hours))
daily = pd.DataFrame({"day": days, "tmax": tmax, "tmin": tmin, "rain": rain, "wet_hours": wet_hours})
print(daily["rain"].sum(), "mm")
daily.head(3)
