"""City planner bins pick-ups by place and hour.

family: numpy
small: n = 500
"""
# %% setup
import numpy as np

n = 30_000_000
rng = np.random.default_rng(135)
lon = rng.normal(-73.97, 0.04, n)
lat = rng.normal(40.75, 0.03, n)
hour = rng.integers(0, 24, n)
# %% cell
heat, xedges, yedges = np.histogram2d(lon, lat, bins=200)
rush = (hour >= 7) & (hour < 10)
heat_rush, _, _ = np.histogram2d(lon[rush], lat[rush], bins=[xedges, yedges])
share = np.divide(heat_rush, heat, out=np.zeros_like(heat), where=heat > 0)
busiest = [np.histogram2d(lon[hour == h], lat[hour == h], bins=[xedges, yedges])[0].max() for h in range(0, 24, 4)]
hottest = np.unravel_index(np.argmax(heat), heat.shape)
