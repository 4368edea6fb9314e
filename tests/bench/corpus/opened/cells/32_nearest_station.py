"""Seismologist assigns each event to the nearest station.

expect: faster
about: nested loops over events and stations with scalar trigonometry
"""
# %% setup
import numpy as np
import pandas as pd
from geo_utils import haversine

rng = np.random.default_rng(32)
stations = pd.DataFrame({"code": [f"ST{i:02d}" for i in range(45)], "lat": rng.uniform(36, 44, 45), "lon": rng.uniform(7, 18, 45)})
events = pd.DataFrame({"lat": rng.uniform(36, 44, 400), "lon": rng.uniform(7, 18, 400), "mag": rng.gamma(2, 1, 400).round(1)})
# %% cell
nearest = []
dist = []
for i in range(len(events)):
    best = None
    best_km = 1e12
    for j in range(len(stations)):
        km = haversine(events["lat"][i], events["lon"][i], stations["lat"][j], stations["lon"][j])
        if km < best_km:
            best_km = km
            best = stations["code"][j]
    nearest.append(best)
    dist.append(best_km)
events["station"] = nearest
events["km"] = dist
load = {}
for s in events["station"]:
    if s in load.keys():
        load[s] = load[s] + 1
    else:
        load[s] = 1
print(max(load.items(), key=lambda kv: (kv[1], kv[0])))
events.describe().round(2)
