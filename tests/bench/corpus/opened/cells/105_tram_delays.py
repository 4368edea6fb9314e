'''A transport planner sums up a year of tram delays by line and hour.

expect: nothing
about: a vectorised groupby over a big table, nothing left to win
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(21)
_n = 1_500_000
stops = pd.DataFrame({
    "line": pd.Categorical(rng.choice(["1", "3", "5", "7", "11", "12", "E"], _n)),
    "planned": pd.Timestamp("2024-01-01 04:30") + pd.to_timedelta(rng.integers(0, 366 * 1440, _n), unit="min"),
    "delay_s": np.round(rng.gamma(1.2, 70, _n) - 40),
})
stops.loc[rng.random(_n) < 0.01, "delay_s"] = np.nan

# %% cell
s = stops.dropna(subset=["delay_s"])
s = s.assign(
    hour=s["planned"].dt.hour,
    late=s["delay_s"] > 180,
    delay_min=s["delay_s"].clip(lower=0) / 60,
)
by_hour = s.groupby(["line", "hour"], observed=True).agg(
    runs=("late", "size"),
    late_share=("late", "mean"),
    mean_delay=("delay_min", "mean"),
    worst=("delay_min", "max"),
)
heat = by_hour["late_share"].unstack("hour")
print(heat.round(3).iloc[:, ::4])
by_hour.sort_values("mean_delay", ascending=False).head(10)
