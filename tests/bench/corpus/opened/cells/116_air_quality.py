'''An environmental agency checks the 24-hour means of fine dust at its stations against the limit.

expect: nothing
about: a time-based rolling mean per station and resampling, all of it inside pandas
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(13)
_parts = []
for _s in ["Marktplatz", "Südring", "Hafen", "Köllnhöhe", "Wald", "Bahnhof"]:
    _t = pd.date_range("2020-01-01", periods=4 * 8760, freq="h")
    _p = pd.DataFrame({"station": _s, "time": _t, "pm10": np.round(rng.gamma(3, 8, len(_t)), 1)})
    _parts.append(_p[rng.random(len(_t)) > 0.05])
air = pd.concat(_parts, ignore_index=True).sample(frac=1, random_state=1).reset_index(drop=True)

# %% cell
a = air.sort_values(["station", "time"]).set_index("time")
roll = (
    a.groupby("station")["pm10"]
    .rolling("24h", min_periods=18)
    .mean()
    .rename("mean24")
    .reset_index()
)
roll["over"] = roll["mean24"] > 30
days = (
    roll.set_index("time")
    .groupby("station")["over"]
    .resample("D")
    .max()
    .groupby(level="station")
    .sum()
)
monthly = a.groupby(["station", pd.Grouper(freq="MS")])["pm10"].agg(["mean", "max", "count"])
print(days.sort_values(ascending=False))
print(monthly.round(1).tail(3))
