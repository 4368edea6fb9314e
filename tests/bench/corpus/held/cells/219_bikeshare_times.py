"""City planner: durations of bike share trips from two text columns with dates.

expect: faster
about: strptime by apply on two columns, then lambda per row for duration and rush hour; to_datetime with format and .dt.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(6)
n = 14_000
start = pd.Timestamp("2022-05-01") + pd.to_timedelta(rng.integers(0, 120 * 24 * 60, n), unit="min")
end = start + pd.to_timedelta(rng.integers(1, 95, n), unit="min")
trips = pd.DataFrame({
    "bike": rng.integers(1, 400, n),
    "start": pd.Series(start).dt.strftime("%d.%m.%Y %H:%M"),
    "end": pd.Series(end).dt.strftime("%d.%m.%Y %H:%M"),
    "station": rng.choice(["Südbahnhof", "Rathaus", "Uni", "Mühlenweg"], n),
})

# %% cell
from datetime import datetime

trips["t0"] = trips["start"].apply(lambda s: datetime.strptime(s, "%d.%m.%Y %H:%M"))
trips["t1"] = trips["end"].apply(lambda s: datetime.strptime(s, "%d.%m.%Y %H:%M"))
trips["minutes"] = trips.apply(lambda r: (r["t1"] - r["t0"]).total_seconds() / 60, axis=1)
trips["hour"] = trips["t0"].apply(lambda d: d.hour)
trips["weekend"] = trips["t0"].apply(lambda d: d.weekday() >= 5)
trips["rush"] = [(h in (7, 8, 16, 17)) and not w for h, w in zip(trips["hour"], trips["weekend"])]

overview = trips.groupby(["station", "rush"])["minutes"].agg(["count", "mean", "median"]).round(2)
print(overview)
print("longest", trips["minutes"].max())
