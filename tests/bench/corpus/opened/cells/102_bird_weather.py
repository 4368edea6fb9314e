'''An ornithologist adds to each sighting the weather that the station had reported last before it.

expect: faster
about: each row filters the whole weather table; an expert uses merge_asof with a tolerance
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(11)
_hours = pd.date_range("2023-03-01", periods=4400, freq="h")
weather = pd.DataFrame({
    "time": _hours,
    "temp": np.round(10 + 8 * np.sin(np.arange(4400) / 700) + rng.normal(0, 2, 4400), 1),
    "wind": np.round(rng.gamma(2.0, 6.0, 4400), 1),
})
weather.loc[rng.random(4400) < 0.02, "wind"] = np.nan
weather = weather[rng.random(4400) > 0.06].reset_index(drop=True)
_n = 2600
sightings = pd.DataFrame({
    "when": pd.Timestamp("2023-02-28 18:00") + pd.to_timedelta(rng.integers(0, 4390 * 60, _n), unit="min"),
    "species": rng.choice(["Kiebitz", "Mönchsgrasmücke", "Rotmilan", "Grünspecht", "Star"], _n),
    "number": rng.integers(1, 40, _n),
})

# %% cell
temps = []
winds = []
for i, row in sightings.iterrows():
    before = weather[weather["time"] <= row["when"]]
    if len(before) == 0:
        temps.append(np.nan)
        winds.append(np.nan)
        continue
    last = before.iloc[-1]
    # too old, the station was off
    if row["when"] - last["time"] > pd.Timedelta(hours=3):
        temps.append(np.nan)
        winds.append(np.nan)
    else:
        temps.append(last["temp"])
        winds.append(last["wind"])

obs = sightings.copy()
obs["temp"] = temps
obs["wind"] = winds
obs["windy"] = obs["wind"] > 20
summary = obs.groupby(["species", "windy"])["number"].agg(["count", "mean"])
print(summary.round(2))
