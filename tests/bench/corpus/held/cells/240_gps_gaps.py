"""Shipping analyst: speed, gaps and night share of vessels from position reports.

expect: nothing
about: sorted once, shifts within groups and numpy arithmetic; already as it should be.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(97)
n = 500_000
ais = pd.DataFrame({
    "mmsi": rng.integers(211_000_000, 211_000_400, n),
    "ts": pd.Timestamp("2023-06-01") + pd.to_timedelta(rng.integers(0, 14 * 86_400, n), unit="s"),
    "lat": 54 + rng.normal(0, 0.3, n),
    "lon": 10 + rng.normal(0, 0.5, n),
})
ais.loc[rng.random(n) < 0.005, "lat"] = np.nan

# %% cell
track = ais.dropna(subset=["lat", "lon"]).sort_values(["mmsi", "ts"], kind="stable", ignore_index=True)
prev = track.groupby("mmsi")[["ts", "lat", "lon"]].shift()
dt = (track["ts"] - prev["ts"]).dt.total_seconds().to_numpy()
dlat = np.radians((track["lat"] - prev["lat"]).to_numpy())
dlon = np.radians((track["lon"] - prev["lon"]).to_numpy()) * np.cos(np.radians(track["lat"].to_numpy()))
nm = np.hypot(dlat, dlon) * 3440.065
with np.errstate(divide="ignore", invalid="ignore"):
    track["knots"] = np.where(dt > 0, nm / (dt / 3600), np.nan)
track["gap"] = dt > 3600
hour = track["ts"].dt.hour
track["night"] = (hour < 5) | (hour > 21)
vessels = track.groupby("mmsi").agg(fixes=("ts", "size"), gaps=("gap", "sum"), night=("night", "mean"), median_knots=("knots", "median"))
print(vessels.describe().round(3))
print(track["gap"].sum(), "gaps")
