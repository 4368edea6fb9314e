"""A beekeeper with electronic hive scales wants the daily weight gain of each hive in spring.

expect: faster
about: a boolean mask over the whole table per hive and day; an expert groups once and takes first and last
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(301)
names = ["Anna", "Bärbel", "Cilli", "Dörte", "Emma", "Frieda", "Gerda", "Hilde"]
times = pd.date_range("2023-04-01", periods=45 * 48, freq="30min")
frames = []
for n in names:
    w = 28 + rng.normal(0.004, 0.05, len(times)).cumsum()
    frames.append(pd.DataFrame({"hive": n, "time": times, "kg": w.round(2)}))
scales = pd.concat(frames, ignore_index=True)
scales = scales.drop(rng.choice(len(scales), 900, replace=False))
scales = scales.sample(frac=1, random_state=5).reset_index(drop=True)

# %% cell
scales["day"] = scales["time"].dt.date
scales = scales.sort_values("time")

result = []
for hive in sorted(scales["hive"].unique()):
    for day in sorted(scales["day"].unique()):
        part = scales[(scales["hive"] == hive) & (scales["day"] == day)]
        if len(part) < 2:
            continue
        start = part["kg"].iloc[0]
        end = part["kg"].iloc[-1]
        result.append([hive, day, start, end, round(end - start, 2)])

gain = pd.DataFrame(result, columns=["hive", "day", "start", "end", "gain"])
best = gain.sort_values("gain", ascending=False).head(10)
print(best)
for hive in gain["hive"].unique():
    print(hive, "total", round(gain[gain["hive"] == hive]["gain"].sum(), 2))
