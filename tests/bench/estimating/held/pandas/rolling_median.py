"""Plant engineer removes spikes from temperatures with a rolling median per sensor.

family: pandas
small: n = 4000
"""
# %% setup
import numpy as np
import pandas as pd

n = 22_000_000
rng = np.random.default_rng(103)
readings = pd.DataFrame({
    "sensor": np.repeat(np.arange(40), n // 40 + 1)[:n],
    "celsius": 20 + rng.normal(0, 1, n) + 15 * (rng.random(n) < 0.003),
})
# %% cell
smooth = readings.groupby("sensor")["celsius"].rolling(61, min_periods=1).median()
readings["smooth"] = smooth.reset_index(level=0, drop=True)
readings["spike"] = (readings["celsius"] - readings["smooth"]).abs() > 6
readings.groupby("sensor")["spike"].sum()
