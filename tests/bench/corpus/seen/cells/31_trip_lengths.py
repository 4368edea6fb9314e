"""Bike-share analyst measures trips with a helper function.

expect: faster
about: iterrows calling a scalar haversine helper, results put into lists, f-string grid names per row
"""
# %% setup
import numpy as np
import pandas as pd
from geo_utils import haversine, cell_id

rng = np.random.default_rng(31)
q = 14000
trips = pd.DataFrame({
    "lat0": 48.1 + rng.normal(0, .05, q), "lon0": 11.5 + rng.normal(0, .07, q),
    "lat1": 48.1 + rng.normal(0, .05, q), "lon1": 11.5 + rng.normal(0, .07, q),
    "minutes": rng.integers(2, 90, q), "member": rng.random(q) < .6,
})
# %% cell
lengths = []
speeds = []
cells = []
for idx, r in trips.iterrows():
    km = haversine(r["lat0"], r["lon0"], r["lat1"], r["lon1"])
    lengths.append(km)
    speeds.append(km / (r["minutes"] / 60))
    cells.append(cell_id(r["lat0"], r["lon0"], 0.05))
trips["km"] = lengths
trips["kmh"] = speeds
trips["cell"] = cells

# suspicious ones
fast = trips[trips["kmh"] > 45]
print(len(fast), "trips look too fast")
by_member = trips.groupby("member")["km"].median()
print(by_member.round(4).to_dict())
trips["cell"].value_counts().head(3)
